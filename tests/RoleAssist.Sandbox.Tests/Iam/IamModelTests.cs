using System.Globalization;
using RoleAssist.Sandbox.Iam;
using RoleAssist.Sandbox.Query;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Iam;

/// <summary>Compares IAM's limits with the model in botocore.</summary>
public sealed class IamModelTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    [Boto3Fact]
    public async Task Parameters_have_the_limits_of_the_model()
    {
        var lines = await Boto3.RunAsync(
            sandbox,
            """
            model = Session().get_service_model('iam')
            for action in 'CreateAccessKey', 'DeleteAccessKey', 'GetAccessKeyLastUsed', 'GetUser', 'ListAccessKeys', 'UpdateAccessKey':
                for name, shape in sorted(model.operation_model(action).input_shape.members.items()):
                    limits = shape.metadata
                    if 'enum' in limits:
                        print(action, name)
                    else:
                        print(action, name, limits['min'], limits['max'], limits.get('pattern', ''))
            """
        );
        string[] user = [Line(IamRules.UserName)];
        string[] key = [Line(IamRules.AccessKeyId)];
        Assert.Equal(
            [
                .. Of("CreateAccessKey", user),
                .. Of("DeleteAccessKey", [.. key, .. user]),
                .. Of("GetAccessKeyLastUsed", key),
                .. Of("GetUser", user),
                .. Of("ListAccessKeys", [Line(IamRules.Marker), Line(IamRules.MaxItems), .. user]),
                .. Of("UpdateAccessKey", [.. key, IamRules.Status.Name, .. user]),
            ],
            lines.Split('\n').Select(line => line.Trim())
        );
    }

    private static IEnumerable<string> Of(string action, string[] parameters) =>
        parameters.Select(parameter => $"{action} {parameter}");

    private static string Line(TextRule rule) => $"{rule.Name} {rule.Min} {rule.Max} {rule.Characters.Pattern}";

    private static string Line(IntegerRule rule) =>
        string.Create(CultureInfo.InvariantCulture, $"{rule.Name} {rule.Min} {rule.Max}");
}
