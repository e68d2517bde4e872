using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Tests.SharedConfig;

/// <summary>A line that cannot be read makes its profile and every chain through it unusable, but no others.</summary>
public class BrokenProfileTests
{
    private const string Keys = "aws_access_key_id = AKIA\naws_secret_access_key = s\n";
    private const string Role = "role_arn = arn:aws:iam::123456789012:role/r\n";

    [Theory]
    [InlineData("[profile p]\n" + Keys + "source_profile = p\nrole_arn : arn:aws:iam::123456789012:role/r\n", 5)]
    [InlineData(
        "[profile p]\n" + Keys + Role + "source_profile = p\nmfa_serial : arn:aws:iam::123456789012:mfa/ana\n",
        6
    )]
    [InlineData(
        "[profile p]\n" + Keys + Role + "source_profile = p\nmfa_seral = arn:aws:iam::123456789012:mfa/ana\n",
        6
    )]
    [InlineData("[profile p]\n" + Keys + "source_profile = p\nrole-arn = arn:aws:iam::123456789012:role/r\n", 5)]
    [InlineData("[profile p]\n" + Keys + "source_profile = p\nrole_arn\u00A0= arn:aws:iam::123456789012:role/r\n", 5)]
    [InlineData("[profile p]\n" + Keys + "source_profile = p\nrole_\u200Barn = arn:aws:iam::123456789012:role/r\n", 5)]
    [InlineData("[profile p]\n" + Keys + "= us-east-1\n", 4)]
    [InlineData("[profile p]\n  aws_access_key_id = AKIA\n", 2)]
    [InlineData("[profile p]\n" + Keys + "s3 =\n  nonsense\n", 5)]
    [InlineData("[profile p\n" + Keys, 1)]
    [InlineData("[profile p] x\n" + Keys, 1)]
    [InlineData("[profile p]\n" + Keys + "output = json[profile q]\n", 4)]
    public void An_unreadable_line_makes_its_profile_and_chains_through_it_fail(string text, int line)
    {
        const string others = "[profile good]\n" + Keys + "[profile over]\n" + Role + "source_profile = p\n";
        foreach (var config in new[] { text + others, others + text })
        {
            var profiles = Read(config);
            var offset = config.StartsWith("[profile good]", StringComparison.Ordinal)
                ? others.Count(c => c == '\n')
                : 0;
            foreach (var name in new[] { "p", "over" })
            {
                var fault = Assert.Throws<RoleAssistException>(() => Resolve(profiles, name));
                Assert.Equal(
                    (ErrorCode.ConfigurationInvalid, "p", line + offset),
                    (fault.Code, fault.Profile, fault.Location!.Line)
                );
            }

            Assert.Equal(ProfileKind.AccessKey, Resolve(profiles, "good").Base.Kind);
        }
    }

    [Theory]
    [InlineData("[default]\n  aws_access_key_id = AKIA\n")]
    [InlineData("[default\n" + Keys)]
    [InlineData("[default]\n= us-east-1\n")]
    [InlineData("[Default]\n" + Keys)]
    [InlineData("[profile\u00A0default]\n" + Keys)]
    [InlineData(Keys)]
    public void The_instance_role_does_not_replace_a_broken_default_profile(string config)
    {
        foreach (var profile in new[] { null, ProfileNames.Default })
        {
            Assert.Equal(3, (int)Assert.Throws<RoleAssistException>(() => Resolve(Read(config), profile)).Code / 100);
        }

        Assert.Equal(ProfileKind.InstanceMetadata, Resolve(Read("[default]\nregion = eu-west-1\n"), null).Base.Kind);
    }

    [Fact]
    public void Reports_the_location_of_a_header_at_the_end_of_a_value()
    {
        var profiles = Read(
            "",
            "[old]\naws_access_key_id = AKIA\naws_secret_access_key = s[new]\naws_access_key_id = AKIB\n"
        );

        foreach (var name in new[] { "old", "new" })
        {
            var fault = Assert.Throws<RoleAssistException>(() => Resolve(profiles, name));
            Assert.Equal(3, fault.Location!.Line);
            Assert.Contains("[new]", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("[dev]\n", "", "dev", "config:1:1")]
    [InlineData("", "[profile dev]\n", "dev", "credentials:1:1")]
    [InlineData("[profile Foo Bar]\n", "", "Foo Bar", "config:1:1")]
    [InlineData("[profile\u00A0x]\n", "", "x", "config:1:1")]
    [InlineData("[Profile dev]\n", "", "dev", "config:1:1")]
    public void A_missing_profile_error_refers_to_the_ignored_header(
        string config,
        string credentials,
        string name,
        string place
    )
    {
        var fault = Assert.Throws<RoleAssistException>(() => Resolve(Read(config, credentials), name));

        Assert.Equal(ErrorCode.ProfileNotFound, fault.Code);
        Assert.StartsWith(place, fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_an_ignored_or_broken_sso_session()
    {
        const string profile =
            "[profile p]\nsso_session = my corp\nsso_account_id = 123456789012\nsso_role_name = dev\n";

        var ignored = Assert.Throws<RoleAssistException>(() => Resolve(Read("[sso-session my corp]\n" + profile), "p"));
        Assert.StartsWith("config:1:1", ignored.Hint, StringComparison.Ordinal);

        var broken = Assert.Throws<RoleAssistException>(() =>
            Resolve(
                Read(
                    "[sso-session corp]\nsso_start_url : https://x\n"
                        + profile.Replace("my corp", "corp", StringComparison.Ordinal)
                ),
                "p"
            )
        );
        Assert.Equal(2, broken.Location!.Line);
    }

    [Fact]
    public void Ignores_names_that_do_not_resemble_a_decisive_setting() =>
        Assert.Equal(
            ProfileKind.AccessKey,
            Resolve(
                Read(
                    "[profile p]\n"
                        + Keys
                        + "x y = z\nrole_name = admin\nmfa_process = print-code\nregion = eu-west-1\n"
                ),
                "p"
            ).Base.Kind
        );

    private static ProfileSet Read(string config, string credentials = "") =>
        SharedConfigMerger.Merge(
            SharedConfigReader.Read(config, "config", SharedConfigFileKind.Config),
            SharedConfigReader.Read(credentials, "credentials", SharedConfigFileKind.Credentials)
        );

    private static RoleChain Resolve(ProfileSet profiles, string? name) =>
        new RoleChainResolver(new ProcessEnvironment([])).Resolve(profiles, new AssumeTarget { Profile = name });
}
