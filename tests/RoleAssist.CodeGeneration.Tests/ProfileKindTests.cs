using System.Text.Json;
using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Errors;

namespace RoleAssist.CodeGeneration.Tests;

/// <summary>Generated code for profiles other than a role with access keys as its source.</summary>
public class ProfileKindTests
{
    /// <summary>Code may be generated on one machine and run in a container on another.</summary>
    [Fact]
    public void Generates_code_for_a_container_elsewhere_that_names_no_profile() =>
        Assert.All(
            CodeLanguages.All.SelectMany(
                language => language.Templates.Where(template => template.Accounts == 0),
                (language, template) => (language, template)
            ),
            pair =>
            {
                var lines = Generate(pair.language.Id, pair.template.Name, "report").Code.Split('\n');

                // The profile's name stands for its role, which would then assume itself.
                Assert.DoesNotContain(
                    lines,
                    line =>
                        line.Contains("ProfileName ", StringComparison.Ordinal)
                        && line.Contains("report", StringComparison.Ordinal)
                );
                Assert.DoesNotContain(lines, line => line.Contains("Profile(\"report\")", StringComparison.Ordinal));
                Assert.DoesNotContain(lines, line => line.Contains("--profile=", StringComparison.Ordinal));
                Assert.DoesNotContain(lines, line => line.Contains("profile_name=", StringComparison.Ordinal));
                Assert.DoesNotContain(lines, line => line.Contains("profile: ", StringComparison.Ordinal));
                Assert.DoesNotContain(lines, line => line.Contains("profile = ", StringComparison.Ordinal));
            }
        );

    [Fact]
    public void A_config_file_repeats_the_credential_source()
    {
        Assert.Contains(
            "\ncredential_source = EcsContainer\n",
            Generate("aws-config", "profile", "report").Code,
            StringComparison.Ordinal
        );
        var web = Generate("aws-config", "profile", "ci").Code;
        Assert.Contains(
            "[profile ci]\nrole_arn = arn:aws:iam::444455556666:role/deploy\nweb_identity_token_file = /run/build-token\n",
            web,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("source_profile", web, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("powershell", "environment", true)]
    [InlineData("powershell", "injected", false)]
    [InlineData("csharp", "top-level", false)]
    public void Notes_that_AWS_Tools_4_reject_the_source_profile(string language, string template, bool hasNote) =>
        Assert.Equal(
            hasNote,
            Generate(language, template, "emulated")
                .Notes.Any(note => note.StartsWith("AWS Tools 4 reject profile 'emulated'", StringComparison.Ordinal))
        );

    [Fact]
    public void Notes_that_a_session_name_template_is_filled_in_once() =>
        Assert.Contains(
            "The session name {user}-{random} is filled in once, so every run of the code uses the same name.",
            Generate(
                "powershell",
                "assume-role",
                new AssumeTarget { Profile = "vendor", RoleSessionName = "{user}-{random}" }
            ).Notes
        );

    [Fact]
    public void A_role_given_by_account_and_name_uses_the_region_of_its_source_profile() =>
        Assert.Contains(
            "'us-east-1'",
            Generate(
                "powershell",
                "assume-role",
                new AssumeTarget { Profile = "222233334444/dev", SourceProfile = "home" }
            ).Code,
            StringComparison.Ordinal
        );

    /// <summary>For a profile without a role, the code uses the profile itself, or generation fails.</summary>
    [Theory]
    [InlineData("sso")]
    [InlineData("ci")]
    [InlineData("home")]
    [InlineData("home-mfa")]
    public void Invents_no_role_for_a_profile_without_one(string profile)
    {
        foreach (
            var (language, template) in CodeLanguages.All.SelectMany(
                language => language.Templates,
                (language, template) => (language, template)
            )
        )
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
    public void Names_a_profile_that_has_no_role(string language, string template, string expected) =>
        Assert.Contains(expected, Generate(language, template, "sso").Code, StringComparison.Ordinal);

    /// <summary>The code would replace the default profile with credentials obtained through it.</summary>
    [Theory]
    [InlineData("default")]
    [InlineData("on-default")]
    [InlineData("over-default")]
    public void Does_not_replace_the_default_profile_for_a_chain_through_it(string profile)
    {
        var refusal = Assert.Throws<RoleAssistException>(() => Generate("powershell", "default-profile", profile));

        Assert.Equal(ErrorCode.InvalidArgument, refusal.Code);
        Assert.Contains("through the default profile", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_name_a_source_profile_that_also_has_a_role()
    {
        var code = Generate("python", "assume-role", "both");

        Assert.Contains("boto3.Session(profile_name=\"source-profile\")", code.Code, StringComparison.Ordinal);
        Assert.Equal(
            "Profile 'both' has both a role and credentials, and AWS tools use the role. "
                + "Move the credentials to a separate profile, and replace source-profile with its name.",
            Assert.Single(code.Notes)
        );
    }

    [Fact]
    public void Names_the_profile_with_keys_for_a_role_given_as_an_option()
    {
        var code = Generate(
            "python",
            "assume-role",
            new AssumeTarget { Profile = "home", RoleArn = "arn:aws:iam::444455556666:role/admin" }
        );

        Assert.Contains("boto3.Session(profile_name=\"home\")", code.Code, StringComparison.Ordinal);
        Assert.Empty(code.Notes);
    }

    [Fact]
    public void Uses_the_profiles_region_and_not_the_environments()
    {
        var handler = SampleProfiles.Handler(environment: ("AWS_REGION", "us-west-2"));

        var code = handler
            .Handle(new CodeRequest("bash", "assume-role", [new AssumeTarget { Profile = "prod-admin" }], []))
            .Code;

        Assert.Contains("\nregion='eu-central-1' ", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_region_uses_one_in_the_roles_partition_and_adds_a_note()
    {
        var code = Generate("bash", "assume-role", "gov");

        Assert.Contains("\nregion='us-gov-west-1' ", code.Code, StringComparison.Ordinal);
        Assert.Equal(
            "Profile 'gov' specifies no region. Programs get us-gov-west-1, which is "
                + "in the partition of the role.",
            Assert.Single(code.Notes)
        );
    }

    [Theory]
    [InlineData("prod-admin", "AWS", "arn:aws:iam::111122223333:root")]
    [InlineData("prod-audit", "AWS", "arn:aws:iam::444455556666:role/admin")]
    [InlineData("over-sso", "AWS", "arn:aws:iam::222233334444:root")]
    [InlineData("gov", "AWS", "arn:aws-us-gov:iam::111122223333:root")]
    [InlineData("ci", "Federated", "arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com")]
    public void A_trust_policy_names_the_principal_that_assumes_the_role(string profile, string kind, string arn)
    {
        using var policy = JsonDocument.Parse(Generate("iam-trust-policy", "trust-policy", profile).Code);

        Assert.Equal(
            arn,
            policy.RootElement.GetProperty("Statement")[0].GetProperty("Principal").GetProperty(kind).GetString()
        );
    }

    /// <summary>STS rejects GetSessionToken with temporary credentials.</summary>
    [Theory]
    [InlineData("environment")]
    [InlineData("default-profile")]
    public void Uses_temporary_credentials_directly(string template)
    {
        var code = Generate("powershell", template, "sso").Code;

        Assert.Contains("(Get-AWSCredential -ProfileName 'sso').GetCredentials()", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Get-STSSessionToken", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Expiration.", code, StringComparison.Ordinal);
    }

    /// <summary>STS limits roles assumed with a user session to one hour and rejects longer durations.</summary>
    [Theory]
    [InlineData("powershell")]
    [InlineData("csharp")]
    [InlineData("python")]
    public void Limits_roles_to_one_hour_if_several_accounts_share_one_code(string language) =>
        Assert.DoesNotContain(
            "14400",
            Generate(language, "multi-account", "prod-admin").Code,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("powershell", "multi-account", "                    ")]
    [InlineData("csharp", "injected", "    ")]
    [InlineData("csharp", "top-level", "")]
    [InlineData("python", "multi-account", "    ")]
    [InlineData("go", "injected", "\t")]
    public void The_last_tab_stop_has_the_indentation_of_the_lines_before(
        string language,
        string template,
        string indentation
    ) =>
        Assert.Contains(
            $"\n{indentation}$0\n",
            SampleProfiles.Handler().Handle(new CodeRequest(language, template, [], [], AsSnippet: true)).Code,
            StringComparison.Ordinal
        );

    private static GeneratedCode Generate(string language, string template, string profile) =>
        Generate(language, template, new AssumeTarget { Profile = profile });

    private static GeneratedCode Generate(string language, string template, AssumeTarget target) =>
        SampleProfiles.Handler().Handle(new CodeRequest(language, template, [target], []));
}
