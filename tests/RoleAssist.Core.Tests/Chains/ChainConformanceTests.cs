using System.Text.Json;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Core.Tests.Chains;

/// <summary>
/// The test cases of the AWS SDK for Rust for profile chains and for container and instance endpoints.
/// </summary>
public class ChainConformanceTests
{
    [ConformanceFact]
    public void Resolves_every_case_of_the_assume_role_suite() =>
        CheckAll(Read("assume-role-tests.json").EnumerateArray(), 10, CheckChain);

    [ConformanceFact]
    public void Resolves_every_case_of_the_container_suite() =>
        CheckAll(Read("ecs-tests.json").GetProperty("tests").EnumerateArray(), 5, CheckContainer);

    [ConformanceFact]
    public void Resolves_every_case_of_the_instance_metadata_suite() =>
        CheckAll(Read("imds-endpoint-tests.json").GetProperty("tests").EnumerateArray(), 6, CheckInstanceMetadata);

    private static void CheckAll(
        IEnumerable<JsonElement> cases,
        int atLeast,
        Func<JsonElement, (string Expected, string Actual)> check
    )
    {
        var results = cases.Select(test => (Name: test.GetProperty("docs").GetString(), Result: check(test))).ToList();
        var failures = results
            .Where(test =>
                !Normalized(test.Result.Actual).Contains(Normalized(test.Result.Expected), StringComparison.Ordinal)
            )
            .Select(test => $"{test.Name}\n  expected {test.Result.Expected}\n  actual   {test.Result.Actual}")
            .ToList();

        Assert.True(results.Count >= atLeast, $"only {results.Count} cases");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    /// <summary>Normalizes case and quotes, which differ between SDKs.</summary>
    private static string Normalized(string text) => text.Replace('\'', '`').ToUpperInvariant();

    private static (string, string) CheckChain(JsonElement test)
    {
        var input = test.GetProperty("input");
        var files = new AwsFiles();
        foreach (var profile in input.GetProperty("profiles").EnumerateObject())
        {
            files.Profile(profile.Name, Settings(profile.Value));
        }

        if (input.TryGetProperty("sso_sessions", out var sessions))
        {
            foreach (var session in sessions.EnumerateObject())
            {
                files.SsoSession(session.Name, Settings(session.Value));
            }
        }

        var output = test.GetProperty("output");
        var expected = output.TryGetProperty("Error", out var error)
            ? error.GetString()!
            : string.Join(
                " > ",
                output
                    .GetProperty("ProfileChain")
                    .EnumerateArray()
                    .Select(link => Describe(link.EnumerateObject().Single()))
            );
        return (
            expected,
            Outcome(
                () => Resolve(files, input.GetProperty("selected_profile").GetString()),
                chain =>
                    string.Join(
                        " > ",
                        chain.Steps.OfType<AssumeRoleStep>().Select(Describe).Prepend(Describe(chain.Base))
                    )
            )
        );
    }

    private static (string, string) CheckContainer(JsonElement test)
    {
        var files = new AwsFiles().Profile("p", ("credential_source", "EcsContainer"));
        return (
            Expected(
                test,
                "ErrorContains",
                failure => failure.Replace(" ECS provider", " it", StringComparison.Ordinal)
            ),
            Outcome(
                () => Resolve(files, "p", test.GetProperty("env")),
                chain => Assert.IsType<ContainerSource>(chain.Base).Url.AbsoluteUri
            )
        );
    }

    private static (string, string) CheckInstanceMetadata(JsonElement test)
    {
        var settings = test.GetProperty("fs").TryGetProperty("config", out var file)
            ? file.GetString()!
                .Split('\n')
                .Skip(1)
                .Select(line => line.Split(" = "))
                .Select(pair => (pair[0], pair[1]))
                .ToList()
            : [];
        if (test.TryGetProperty("endpoint_override", out var given))
        {
            settings.Add(("ec2_metadata_service_endpoint", given.GetString()!));
        }

        var files = new AwsFiles().Profile("p", [("credential_source", "Ec2InstanceMetadata"), .. settings]);
        return (
            Expected(test, "Err"),
            Outcome(
                () => Resolve(files, "p", test.GetProperty("env")),
                chain => new Uri(Assert.IsType<InstanceMetadataSource>(chain.Base).Url, "latest/api/token").AbsoluteUri
            )
        );
    }

    private static string Outcome(Func<RoleChain> resolve, Func<RoleChain, string> describe)
    {
        try
        {
            return describe(resolve());
        }
        catch (RoleAssistException failure)
        {
            return failure.Message;
        }
    }

    private static string Expected(JsonElement test, string error, Func<string, string>? adapt = null)
    {
        var result = test.GetProperty("result");
        return result.TryGetProperty("Ok", out var url)
            ? url.GetString()!
            : (adapt ?? (text => text))(result.GetProperty(error).GetString()!);
    }

    private static RoleChain Resolve(AwsFiles files, string? profile, JsonElement? environment = null) =>
        new RoleChainResolver(
            new ProcessEnvironment(
                environment
                    ?.EnumerateObject()
                    .Select(variable => KeyValuePair.Create(variable.Name, variable.Value.GetString()!))
                    ?? []
            )
        ).Resolve(files.Load(), new AssumeTarget { Profile = profile });

    private static string Describe(JsonProperty link) =>
        link.Value.ValueKind == JsonValueKind.String
            ? $"{link.Name} {link.Value}"
            : Describe(link.Name, Settings(link.Value).Select(fact => (fact.Name, (string?)fact.Value)));

    private static string Describe(AssumeRoleStep role) =>
        Describe(
            "AssumeRole",
            ("role_arn", role.RoleArn),
            ("role_session_name", role.RoleSessionName),
            ("external_id", role.ExternalId)
        );

    private static string Describe(CredentialSource source) =>
        source switch
        {
            KeySource { Credentials: var keys } => Describe(
                "AccessKey",
                ("access_key_id", keys.AccessKeyId),
                ("secret_access_key", keys.SecretAccessKey),
                ("session_token", keys.SessionToken),
                ("account_id", keys.AccountId)
            ),
            WebIdentitySource web => Describe(
                "WebIdentityToken",
                ("role_arn", web.RoleArn),
                ("web_identity_token_file", web.TokenFile),
                ("role_session_name", web.RoleSessionName)
            ),
            SsoSource sso => Describe(
                "Sso",
                ("sso_session", sso.Session),
                ("sso_region", sso.Region),
                ("sso_start_url", sso.StartUrl),
                ("sso_account_id", sso.AccountId),
                ("sso_role_name", sso.RoleName)
            ),
            InstanceMetadataSource => "NamedSource Ec2InstanceMetadata",
            _ => $"NamedSource {source.Kind}",
        };

    private static string Describe(string name, params IEnumerable<(string Name, string? Value)> facts) =>
        $"{name} {string.Join(' ', facts.Where(fact => fact.Value is not null).OrderBy(fact => fact.Name, StringComparer.Ordinal).Select(fact => $"{fact.Name}={fact.Value}"))}";

    private static (string Name, string Value)[] Settings(JsonElement settings) =>
        [.. settings.EnumerateObject().Select(setting => (setting.Name, setting.Value.GetString()!))];

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Conformance!, "smithy-rs", file))).RootElement;
}
