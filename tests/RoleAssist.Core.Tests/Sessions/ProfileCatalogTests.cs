using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Core.Tests.Sessions;

public class ProfileCatalogTests
{
    private static async Task<ProfileSummary> SummaryAsync(AwsFiles files, string name)
    {
        var catalog = new ProfileCatalog(
            files,
            new RoleChainResolver(new ProcessEnvironment([])),
            new SessionsInMemory(files).Service,
            new MemoryVaultIndex(),
            TimeProvider.System
        );
        return (await catalog.ListAsync(new SessionOptions(), CancellationToken.None)).Profiles.Single(profile =>
            profile.Name == name
        );
    }

    [Fact]
    public async Task Lists_the_mfa_device_of_the_source_of_a_chained_role()
    {
        var files = new AwsFiles()
            .User("home")
            .Role("admin", "home", ("mfa_serial", "GAHT12345678"))
            .Role("audit", "admin", ("region", "eu-west-1"));

        var audit = await SummaryAsync(files, "audit");

        Assert.Equal(
            (ProfileKind.Role, "123456789012", "admin", "eu-west-1", "GAHT12345678", 1),
            (audit.Kind, audit.Account, audit.SourceProfile, audit.Region, audit.MfaSerial, audit.CodesNeeded)
        );
        Assert.Empty(audit.Problems);
    }

    [Fact]
    public async Task Lists_a_broken_profile_with_reason_and_location()
    {
        var broken = await SummaryAsync(new AwsFiles().Role("dev", "gone"), "dev");

        var problem = Assert.Single(broken.Problems);
        Assert.Equal(
            (ErrorCode.ProfileNotFound, ProblemSeverity.Error, 2),
            (problem.Code, problem.Severity, problem.Location!.Line)
        );
    }

    [Fact]
    public async Task Reports_a_source_without_credentials_at_the_line_that_names_it()
    {
        var files = new AwsFiles().Profile("base", ("region", "x-1")).Role("dev", "base").Role("audit", "dev");

        var ofDev = Assert.Single((await SummaryAsync(files, "dev")).Problems);

        Assert.Equal(ErrorCode.CredentialsMissing, ofDev.Code);
        Assert.Equal(files.Load().Find("dev")!.LocationOf("source_profile"), ofDev.Location);
        Assert.Equal(ofDev.Location, Assert.Single((await SummaryAsync(files, "audit")).Problems).Location);
    }

    [Fact]
    public async Task Does_not_report_a_profile_with_settings_only_as_an_error()
    {
        var settings = await SummaryAsync(new AwsFiles().Profile("default", ("region", "eu-west-1")), "default");

        Assert.Equal(ProfileKind.Settings, settings.Kind);
        Assert.Equal(ProblemSeverity.Information, Assert.Single(settings.Problems).Severity);
    }

    [Theory]
    [InlineData("token", "Profile 'token' provides an access token instead of credentials")]
    [InlineData(
        "both",
        "Profile 'both' has both access keys and role_arn. AWS SDKs differ in which one they use. RoleAssist uses "
            + "role_arn."
    )]
    [InlineData(
        "process",
        "Profile 'process' has both access keys and credential_process. AWS SDKs differ in which one they use. "
            + "RoleAssist uses credential_process."
    )]
    [InlineData(
        "incomplete",
        "Profile 'incomplete' has both access keys and sso_session. AWS SDKs differ in which one they use. "
            + "RoleAssist uses the keys."
    )]
    [InlineData("web", "source_profile, external_id of profile 'web' have no effect")]
    public async Task Lists_notes_about_unusable_and_ineffective_settings(string profile, string note)
    {
        var files = new AwsFiles()
            .User("home")
            .SsoSession("corp", ("sso_start_url", "https://corp.awsapps.com/start"), ("sso_region", "eu-west-1"))
            .Profile("login", ("login_session", "arn:aws:iam::123456789012:user/ana"))
            .Profile("token", ("sso_session", "corp"))
            .User("both", ("role_arn", "arn:aws:iam::123456789012:role/dev"), ("source_profile", "home"))
            .User("process", ("credential_process", "print-keys"))
            .User("incomplete", ("sso_session", "corp"))
            .Role("web", "home", ("web_identity_token_file", "/token"), ("external_id", "x-1"));

        var problem = Assert.Single((await SummaryAsync(files, profile)).Problems);

        Assert.Contains(note, problem.Message, StringComparison.Ordinal);
        Assert.Equal(ProblemSeverity.Information, problem.Severity);
    }

    [Fact]
    public async Task Has_no_note_about_a_role_assumed_with_the_keys_of_its_own_profile()
    {
        var files = new AwsFiles().User(
            "own",
            ("role_arn", "arn:aws:iam::123456789012:role/dev"),
            ("source_profile", "own")
        );

        Assert.Empty((await SummaryAsync(files, "own")).Problems);
    }

    [Fact]
    public async Task Reports_an_account_with_dashes_at_its_line()
    {
        var files = new AwsFiles()
            .SsoSession("corp", ("sso_start_url", "https://corp.awsapps.com/start"), ("sso_region", "eu-west-1"))
            .Profile(
                "sso",
                ("sso_session", "corp"),
                ("sso_account_id", "2222-3333-4444"),
                ("sso_role_name", "Developer")
            );

        var problem = Assert.Single((await SummaryAsync(files, "sso")).Problems);

        Assert.Equal((ErrorCode.ConfigurationInvalid, ProblemSeverity.Error), (problem.Code, problem.Severity));
        Assert.Contains("Use only the 12 digits: 222233334444.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_the_account_if_the_files_specify_one() =>
        Assert.Equal(
            "222233334444",
            (
                await SummaryAsync(
                    new AwsFiles()
                        .SsoSession(
                            "corp",
                            ("sso_start_url", "https://corp.awsapps.com/start"),
                            ("sso_region", "eu-west-1")
                        )
                        .Profile(
                            "sso",
                            ("sso_session", "corp"),
                            ("sso_account_id", "222233334444"),
                            ("sso_role_name", "Developer")
                        ),
                    "sso"
                )
            ).Account
        );
}
