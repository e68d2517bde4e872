using RoleAssist.Aws.Language.Rules;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Language.Rules;

/// <summary>An editor says what the resolver would say when a profile is used.</summary>
public class ResolutionRulesTests
{
    private const string Arn = "arn:aws:iam::123456789012:role/r";
    private const string Session = "[sso-session s]\nsso_start_url = https://x.awsapps.com/start\n";

    public static TheoryData<string, string> Faults { get; } =
        new()
        {
            {
                "ConfigurationInvalid",
                "[profile a]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = r\n"
                    + Session.Replace("sso-session s", "sso-session «s»", StringComparison.Ordinal)
            },
            {
                "ConfigurationInvalid",
                $"[profile a]\nsso_session = s\nsso_account_id = «123456789012»\n{Session}sso_region = eu-west-1\n"
            },
            {
                "ConfigurationInvalid",
                "[profile a]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\n"
                    + "sso_account_id = «123456789012»\n"
            },
            { "ConfigurationInvalid", "[profile a]\nweb_identity_token_file = «/token»\n" },
            {
                "CredentialsMissing",
                $"[profile a]\nrole_arn = {Arn}\nsource_profile = «b»\n[profile b]\nregion = eu-west-1\n"
                    + $"[profile c]\nrole_arn = {Arn}\nsource_profile = a\n"
            },
            { "CredentialsMissing", "[profile a]\nsource_profile = «b»\n[profile b]\ncredential_process = /p\n" },
            {
                "ConfigurationInvalid",
                "---\n[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = «x\u200b»\n"
            },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Says_what_keeps_a_profile_from_credentials(string code, string text)
    {
        var marked = MarkedText.Read(text);

        Assert.Equal(
            marked.Places,
            ConfigRuleTests
                .Find(marked.Files)
                .Where(found => found.Code == code)
                .Select(found => MarkedText.Describe(found.Document.Kind, found.Span.Start, found.Span.End))
        );
    }

    [Fact]
    public void Reports_an_unknown_credential_source() =>
        Assert.Contains(
            ConfigRuleTests.Find(
                MarkedText.Read($"[profile a]\nrole_arn = {Arn}\ncredential_source = ec2instancemetadata\n").Files
            ),
            found => found.Level == FindingLevel.Error && found.Document.PositionOf(found.Span.Start).Line == 2
        );

    /// <summary>For each mistake that a rule knows, the resolver has other words.</summary>
    [Theory]
    [InlineData($"[profile a]\nrole_arn = {Arn}\n", "NoSource")]
    [InlineData($"[profile a]\nrole_arn = {Arn}\nsource_profile = b\n", "DanglingSourceProfile")]
    [InlineData(
        "[profile a]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = r\n",
        "DanglingSsoSession"
    )]
    [InlineData($"[profile a]\nrole_arn = {Arn}\nsource_profile = a\n", "ProfileCycle")]
    [InlineData("---\n[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n", "IncompleteKeys")]
    public void Says_nothing_twice(string text, string code) =>
        Assert.Equal(
            [code],
            ConfigRuleTests
                .Find(MarkedText.Read(text).Files)
                .Where(found => found.Level == FindingLevel.Error)
                .Select(found => found.Code)
        );

    [Theory]
    [InlineData("[profile a]\nregion = eu-west-1\n")]
    [InlineData("[default]\nregion = eu-west-1\n")]
    [InlineData($"[profile a]\nrole_arn = {Arn}\ncredential_source = Environment\n")]
    [InlineData($"[profile a]\nrole_arn = {Arn}\ncredential_source = EcsContainer\n")]
    [InlineData($"[profile a]\nrole_arn = {Arn}\nweb_identity_token_file = /token\n")]
    [InlineData("[profile a]\nlogin_session = arn:aws:iam::123456789012:user/u\n")]
    public void Says_nothing_of_settings_and_of_what_the_machine_must_have(string text) =>
        Assert.DoesNotContain(
            ConfigRuleTests.Find(MarkedText.Read(text).Files),
            found => found.Code is "ConfigurationInvalid" or "CredentialsMissing"
        );

    [Fact]
    public void Says_nothing_while_a_file_is_out_of_sight()
    {
        var files = MarkedText.Read(Faults.First(fault => fault.Data.Item1 == "CredentialsMissing").Data.Item2).Files;

        Assert.DoesNotContain(
            ConfigRuleTests.Find(files with { Unseen = "The credentials file cannot be read." }),
            found => found.Code == "CredentialsMissing"
        );
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Has_the_words_of_the_resolver(string code, string text)
    {
        var files = MarkedText.Read(text).Files;
        var found = ConfigRuleTests.Find(files).First(found => found.Code == code);
        if (found.Level != FindingLevel.Error)
        {
            return;
        }

        var fault = Assert.Throws<RoleAssistException>(() =>
            new RoleChainResolver(new ProcessEnvironment([])).Resolve(
                files.ReadProfiles(new SharedConfigFiles("config", "credentials")),
                new AssumeTarget { Profile = found.Subject }
            )
        );

        Assert.StartsWith(fault.Summary, found.Message, StringComparison.Ordinal);
    }

    /// <summary>A caller that resolves the profiles itself would say it twice.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Belongs_to_the_findings_in_the_files_on_request(bool withFaults)
    {
        var folder = Directory.CreateTempSubdirectory("roleassist-").FullName;
        try
        {
            var config = Path.Combine(folder, "config");
            await File.WriteAllTextAsync(config, "[profile a]\nweb_identity_token_file = /token\n");
            var environment = new ProcessEnvironment(
                new Dictionary<string, string>
                {
                    ["AWS_CONFIG_FILE"] = config,
                    ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(folder, "credentials"),
                }
            );
            var store = new SharedConfigProfileStore(environment, TimeProvider.System);

            var found = await new AwsFileFindings(
                store,
                new DiskRules(store.Files, path: null, folder),
                TimeProvider.System
            ).FindAsync(withFaults, CancellationToken.None);

            Assert.Equal(
                withFaults ? ["ConfigurationInvalid"] : [],
                found.Where(problem => problem.Name != "TokenFileMissing").Select(problem => problem.Name)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
