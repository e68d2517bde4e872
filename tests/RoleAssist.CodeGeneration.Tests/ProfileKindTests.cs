using System.Text.Json;
using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Errors;

namespace RoleAssist.CodeGeneration.Tests;

/// <summary>What code makes of profiles that are not simply a role over keys.</summary>
public class ProfileKindTests
{
    /// <summary>Code is written on one machine and runs on another, whose container this one is not.</summary>
    [Fact]
    public void Code_for_a_container_is_written_outside_of_it_and_names_no_profile() => Assert.All(
        CodeLanguages.All.SelectMany(language => language.Templates.Where(template => template.Accounts == 0), (language, template) => (language, template)),
        pair =>
        {
            var lines = Generate(pair.language.Id, pair.template.Name, "report").Code.Split('\n');

            // The profile's name is that of its role, which would then assume itself.
            Assert.DoesNotContain(lines, line => line.Contains("ProfileName ", StringComparison.Ordinal) && line.Contains("report", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Contains("Profile(\"report\")", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Contains("--profile=", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Contains("profile_name=", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Contains("profile: ", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Contains("profile = ", StringComparison.Ordinal));
        });

    [Fact]
    public void A_config_file_says_again_where_the_credentials_come_from()
    {
        Assert.Contains("\ncredential_source = EcsContainer\n", Generate("aws-config", "profile", "report").Code, StringComparison.Ordinal);
        var web = Generate("aws-config", "profile", "ci").Code;
        Assert.Contains("[profile ci]\nrole_arn = arn:aws:iam::444455556666:role/deploy\nweb_identity_token_file = /run/build-token\n", web, StringComparison.Ordinal);
        Assert.DoesNotContain("source_profile", web, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("powershell", "environment", true)]
    [InlineData("powershell", "injected", false)]
    [InlineData("csharp", "top-level", false)]
    public void Users_of_older_tools_are_told_of_a_profile_that_these_reject(string language, string template, bool isTold) => Assert.Equal(
        isTold,
        Generate(language, template, "emulated").Notes.Any(note => note.StartsWith("AWS Tools 4 reject profile 'emulated'", StringComparison.Ordinal)));

    [Fact]
    public void A_session_name_that_is_filled_in_is_said_to_stay() => Assert.Contains(
        "The session name {user}-{random} is filled in now, and every run of the code has the same.",
        Generate("powershell", "assume-role", new AssumeTarget { Profile = "vendor", RoleSessionName = "{user}-{random}" }).Notes);

    [Fact]
    public void A_role_by_account_and_name_works_in_the_region_of_its_source() => Assert.Contains(
        "'us-east-1'",
        Generate("powershell", "assume-role", new AssumeTarget { Profile = "222233334444/dev", SourceProfile = "home" }).Code,
        StringComparison.Ordinal);

    /// <summary>A role that the profile does not have is not made up: the code uses the profile, or there is none.</summary>
    [Theory]
    [InlineData("sso")]
    [InlineData("ci")]
    [InlineData("home")]
    [InlineData("home-mfa")]
    public void No_role_is_made_up_for_a_profile_without_one(string profile)
    {
        foreach (var (language, template) in CodeLanguages.All.SelectMany(language => language.Templates, (language, template) => (language, template)))
        {
            try
            {
                var code = Generate(language.Id, template.Name, profile);
                Assert.DoesNotContain("role/role-name", code.Code, StringComparison.Ordinal);
                Assert.DoesNotContain("123456789012", code.Code, StringComparison.Ordinal);
                Assert.DoesNotContain(code.Notes, note => note.Contains("role/role-name", StringComparison.Ordinal));
            }
            catch (RoleAssistException refusal)
            {
                Assert.Equal(ErrorCode.InvalidArgument, refusal.Code);
                Assert.Contains($"'{profile}'", refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("powershell", "assume-role", "Set-AWSCredential -ProfileName 'sso' -Scope Global")]
    [InlineData("csharp", "top-level", "new Profile(\"sso\")")]
    [InlineData("bash", "assume-role", "export AWS_PROFILE='sso'")]
    [InlineData("python", "assume-role", "boto3.Session(profile_name=\"sso\"")]
    [InlineData("typescript", "assume-role", "fromNodeProviderChain({ profile: 'sso' })")]
    [InlineData("go", "assume-role", "config.WithSharedConfigProfile(\"sso\")")]
    [InlineData("terraform", "provider", "profile = \"sso\"")]
    public void A_profile_without_a_role_is_named(string language, string template, string expected) =>
        Assert.Contains(expected, Generate(language, template, "sso").Code, StringComparison.Ordinal);

    /// <summary>The default profile would be replaced by credentials that it began with.</summary>
    [Theory]
    [InlineData("default")]
    [InlineData("on-default")]
    [InlineData("over-default")]
    public void The_default_profile_is_not_replaced_for_a_chain_that_goes_through_it(string profile)
    {
        var refusal = Assert.Throws<RoleAssistException>(() => Generate("powershell", "default-profile", profile));

        Assert.Equal(ErrorCode.InvalidArgument, refusal.Code);
        Assert.Contains("through the default profile", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_beside_a_role_are_not_named_by_their_profile()
    {
        var code = Generate("python", "assume-role", "both");

        Assert.Contains("boto3.Session(profile_name=\"source-profile\")", code.Code, StringComparison.Ordinal);
        Assert.Equal(
            "Profile 'both' has a role beside its credentials, and AWS' tools take the role for whoever names it. Give the credentials a profile of their own, and put its name in place of source-profile.",
            Assert.Single(code.Notes));
    }

    [Fact]
    public void Keys_without_a_role_are_named_for_a_role_that_comes_as_an_option()
    {
        var code = Generate("python", "assume-role", new AssumeTarget { Profile = "home", RoleArn = "arn:aws:iam::444455556666:role/admin" });

        Assert.Contains("boto3.Session(profile_name=\"home\")", code.Code, StringComparison.Ordinal);
        Assert.Empty(code.Notes);
    }

    [Fact]
    public void The_region_is_the_profiles_and_not_the_environments()
    {
        var handler = SampleProfiles.Handler(environment: ("AWS_REGION", "us-west-2"));

        var code = handler.Handle(new CodeRequest("bash", "assume-role", [new AssumeTarget { Profile = "prod-admin" }], [])).Code;

        Assert.Contains("\nregion='eu-central-1' ", code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_nobody_named_is_one_of_the_roles_partition_and_told()
    {
        var code = Generate("bash", "assume-role", "gov");

        Assert.Contains("\nregion='us-gov-west-1' ", code.Code, StringComparison.Ordinal);
        Assert.Equal(
            "Profile 'gov' specifies no region. Programs get us-gov-west-1, which is "
            + "in the partition of the role.", Assert.Single(code.Notes));
    }

    [Theory]
    [InlineData("prod-admin", "AWS", "arn:aws:iam::111122223333:root")]
    [InlineData("prod-audit", "AWS", "arn:aws:iam::444455556666:role/admin")]
    [InlineData("over-sso", "AWS", "arn:aws:iam::222233334444:root")]
    [InlineData("gov", "AWS", "arn:aws-us-gov:iam::111122223333:root")]
    [InlineData("ci", "Federated", "arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com")]
    public void A_policy_trusts_whoever_the_chain_assumes_the_role_with(string profile, string kind, string arn)
    {
        using var policy = JsonDocument.Parse(Generate("iam-trust-policy", "trust-policy", profile).Code);

        Assert.Equal(arn, policy.RootElement.GetProperty("Statement")[0].GetProperty("Principal").GetProperty(kind).GetString());
    }

    /// <summary>STS refuses GetSessionToken to whoever has a session already.</summary>
    [Theory]
    [InlineData("environment")]
    [InlineData("default-profile")]
    public void Temporary_credentials_are_taken_as_they_are(string template)
    {
        var code = Generate("powershell", template, "sso").Code;

        Assert.Contains("(Get-AWSCredential -ProfileName 'sso').GetCredentials()", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Get-STSSessionToken", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Expiration.", code, StringComparison.Ordinal);
    }

    /// <summary>With a user's session roles last an hour at most, and STS refuses who asks for more.</summary>
    [Theory]
    [InlineData("powershell")]
    [InlineData("csharp")]
    [InlineData("python")]
    public void Several_accounts_after_one_code_ask_for_an_hour_each(string language) =>
        Assert.DoesNotContain("14400", Generate(language, "multi-account", "prod-admin").Code, StringComparison.Ordinal);

    [Theory]
    [InlineData("powershell", "multi-account", "            ")]
    [InlineData("csharp", "injected", "    ")]
    [InlineData("csharp", "top-level", "")]
    [InlineData("python", "multi-account", "    ")]
    [InlineData("go", "injected", "\t")]
    public void The_last_tab_stop_is_as_deep_as_the_lines_before_it(string language, string template, string indentation) => Assert.Contains(
        $"\n{indentation}$0\n",
        SampleProfiles.Handler().Handle(new CodeRequest(language, template, [], [], AsSnippet: true)).Code,
        StringComparison.Ordinal);

    private static GeneratedCode Generate(string language, string template, string profile) =>
        Generate(language, template, new AssumeTarget { Profile = profile });

    private static GeneratedCode Generate(string language, string template, AssumeTarget target) =>
        SampleProfiles.Handler().Handle(new CodeRequest(language, template, [target], []));
}
