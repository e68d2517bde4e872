using RoleAssist.Core.AgentTools;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Mcp.Tools;

namespace RoleAssist.Host.Tests.Mcp;

/// <summary>
/// Every operation of AWS whose answer has a credential or another secret, as <c>scripts/aws-operations.py</c> finds
/// them in the models of the AWS CLI: each is refused, or its secret is known by its name.
/// </summary>
public sealed class SecretOperationsTests : IDisposable
{
    /// <summary>Operations that only tell about credentials, by ID, name or date, although their names sound otherwise.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "apigateway get-api-key",
        "apigateway get-api-keys",
        "chime list-voice-connector-termination-credentials",
        "chime-sdk-voice list-voice-connector-termination-credentials",
        "codebuild list-source-credentials",
        "codecatalyst list-access-tokens",
        "cognito-idp list-web-authn-credentials",
        "ds reset-user-password",
        "grafana list-workspace-service-account-tokens",
        "iam list-access-keys",
        "iam list-service-specific-credentials",
        "ivs get-playback-key-pair",
        "ivs list-stream-keys",
        "kafka list-scram-secrets",
        "license-manager list-tokens",
        "lightsail get-key-pair",
        "route53globalresolver list-access-tokens",
        "secretsmanager create-secret",
        "secretsmanager describe-secret",
        "secretsmanager list-secrets",
        "secretsmanager rotate-secret",
        "waf get-change-token",
        "waf-regional get-change-token",
        "workmail list-personal-access-tokens",
        "workmail reset-password",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roleassist-workspace");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Refuses_an_operation_or_knows_its_secrets_by_name()
    {
        var redactor = new SecretRedactor([]);
        var missed = Operations()
            .Where(operation => !IsRefused(operation.Service, operation.Name))
            .Where(operation => !Harmless.Contains($"{operation.Service} {operation.Name}"))
            .Select(operation =>
                (operation, Shown: operation.Members.Where(member => !IsRedacted(redactor, member)).ToList())
            )
            .Where(one => one.Shown.Count > 0 || one.operation.Members.Count == 0)
            .Select(one => $"{one.operation.Service} {one.operation.Name} {string.Join(' ', one.Shown)}")
            .ToList();

        Assert.Equal([], missed);
    }

    [Fact]
    public void Reads_the_whole_list() => Assert.InRange(Operations().Count, 500, 5_000);

    /// <summary>What is refused on this machine is not allowed by the policy either, where the services have one name.</summary>
    [Fact]
    public void Refuses_nothing_that_the_preset_for_agents_promises()
    {
        var denied = SessionPolicyPresets.Find(SessionPolicyPresets.Agent);
        var allowed = System
            .Text.RegularExpressions.Regex.Matches(denied, "\"NotAction\":\\[(?<actions>[^\\]]*)\\]")
            .SelectMany(match => match.Groups["actions"].Value.Split(','))
            .Select(action => action.Trim('"'))
            .ToList();
        var refused = System
            .Text.RegularExpressions.Regex.Matches(denied, "\"Action\":\\[(?<actions>[^\\]]*)\\]")
            .SelectMany(match => match.Groups["actions"].Value.Split(','))
            .Select(action => action.Trim('"'))
            .ToList();

        var promised = Operations()
            .Where(operation => IsRefused(operation.Service, operation.Name))
            .Select(operation => $"{operation.Service}:{operation.Name.Replace("-", "", StringComparison.Ordinal)}")
            .Where(action => Matches(allowed, action) && !Matches(refused, action));

        Assert.NotEmpty(allowed);
        Assert.Equal([], promised);
    }

    private static bool Matches(IEnumerable<string> patterns, string action) =>
        patterns.Any(pattern =>
            System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, action, ignoreCase: true)
        );

    private bool IsRefused(string service, string operation)
    {
        try
        {
            AwsArguments.Require([service, operation], new AgentWorkspace(_folder.FullName, isReal: true));
            return false;
        }
        catch (RoleAssistException)
        {
            return true;
        }
    }

    private static bool IsRedacted(SecretRedactor redactor, string member) =>
        !redactor.Redact($$"""{"{{member}}": "abcd 1234-efgh"}""").Contains("1234", StringComparison.Ordinal)
        && !redactor.Redact($"  {member}: abcd1234\n").Contains("1234", StringComparison.Ordinal);

    private static List<(string Service, string Name, IReadOnlyList<string> Members)> Operations() =>
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Mcp", "secret-operations.txt"))
                .Select(line => line.Split(' '))
                .Select(words => (words[0], words[1], (IReadOnlyList<string>)words[2..])),
        ];
}
