using System.Text.Json;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Chains;

public class SessionPolicyPresetsTests
{
    private readonly AwsFiles _files = new AwsFiles().User("home").Role("dev", "home");

    public static TheoryData<string> Names =>
        [
            .. SessionPolicyPresets.Names.Where(name => name != SessionPolicyPresets.Only),
            "only:s3",
            "agent+logs",
            "agent:s3,lambda@eu-central-1",
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_preset_is_a_valid_policy(string preset)
    {
        var policy = PolicyOf(new AssumeTarget { Profile = "dev", PolicyPreset = preset });

        using var document = JsonDocument.Parse(policy!);
        Assert.Equal("2012-10-17", document.RootElement.GetProperty("Version").GetString());
        var actions = document.RootElement.GetProperty("Statement").EnumerateArray().SelectMany(Actions).ToList();
        // IAM allows no wildcard in place of a service.
        Assert.All(actions, action => Assert.Matches(@"^(\*|[a-z0-9-]+:[A-Za-z0-9*]+)$", action));
    }

    [Fact]
    public void The_read_only_preset_allows_only_reading()
    {
        using var document = JsonDocument.Parse(
            PolicyOf(new AssumeTarget { Profile = "dev", PolicyPreset = "read-only" })!
        );

        var verbs = document
            .RootElement.GetProperty("Statement")
            .EnumerateArray()
            .SelectMany(Actions)
            .Select(action => action.Split(':')[1]);

        Assert.All(
            verbs,
            verb =>
                Assert.Matches(
                    "^(BatchGet|Describe|FilterLogEvents|Get|GET|List|LookupEvents|Query|Scan|StartQuery|StopQuery)",
                    verb
                )
        );
    }

    [Theory]
    [InlineData("everything", null, "no policy preset 'everything'")]
    [InlineData("read-only", "{}", "one inline policy")]
    public void Rejects_an_unknown_preset_and_a_preset_with_a_policy(string preset, string? policy, string words)
    {
        var target = new AssumeTarget
        {
            Profile = "dev",
            PolicyPreset = preset,
            Policy = policy,
        };

        var fault = Assert.Throws<RoleAssistException>(() => PolicyOf(target));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_a_policy_that_is_too_long_before_the_call()
    {
        var fault = Assert.Throws<RoleAssistException>(() =>
            PolicyOf(new AssumeTarget { Profile = "dev", Policy = new string(' ', 2049) })
        );

        Assert.Contains("has 2049 characters, but STS accepts 1 to 2048", fault.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Actions(JsonElement statement)
    {
        var action = statement.TryGetProperty("Action", out var some) ? some : statement.GetProperty("NotAction");
        return action.ValueKind == JsonValueKind.Array
            ? action.EnumerateArray().Select(each => each.GetString()!)
            : [action.GetString()!];
    }

    private string? PolicyOf(AssumeTarget target) =>
        (
            (AssumeRoleStep)new RoleChainResolver(new ProcessEnvironment([])).Resolve(_files.Load(), target).Steps[^1]
        ).Policy;
}
