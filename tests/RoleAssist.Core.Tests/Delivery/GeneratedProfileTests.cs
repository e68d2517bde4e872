using RoleAssist.Core.Delivery;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Delivery;

/// <summary>That four SDKs read the same in it, the interop tests see.</summary>
public class GeneratedProfileTests
{
    [Fact]
    public void Says_what_the_person_says_but_for_the_credentials()
    {
        var files = new AwsFiles()
            .Services("local", ("sts", "\nendpoint_url = http://127.0.0.1:1"))
            .Profile(
                "dev",
                ("region", "eu-west-1"),
                ("output", "yaml"),
                ("s3", "\nmax_concurrent_requests = 20\naddressing_style = path"),
                ("retry_mode", "adaptive"),
                ("ca_bundle", "/etc/ca.pem"),
                ("services", "local"),
                ("role_arn", "arn:aws:iam::123456789012:role/x"),
                ("source_profile", "home"),
                ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana"),
                ("aws_access_key_id", "AKIA"),
                ("aws_secret_access_key", "s3cr3t"),
                ("sso_session", "corp"),
                ("credential_process", "/usr/bin/theirs"),
                ("some_password", "s3cr3t"));

        Assert.Equal(
            """
            # Written by RoleAssist for one session; it goes when the session ends.

            [profile dev]
            credential_process = /run/x/credential-process
            region = eu-west-1
            output = yaml
            s3 =
              max_concurrent_requests = 20
              addressing_style = path
            retry_mode = adaptive
            ca_bundle = /etc/ca.pem
            services = local

            [default]
            credential_process = /run/x/credential-process
            region = eu-west-1
            output = yaml
            s3 =
              max_concurrent_requests = 20
              addressing_style = path
            retry_mode = adaptive
            ca_bundle = /etc/ca.pem
            services = local

            [services local]
            sts =
              endpoint_url = http://127.0.0.1:1

            """.ReplaceLineEndings("\n"),
            Config(files, "dev", "eu-west-1"));
    }

    [Fact]
    public void The_sessions_region_comes_before_the_profiles() =>
        Assert.Contains("region = us-west-2\n", Config(new AwsFiles().Profile("dev", ("region", "eu-west-1")), "dev", "us-west-2"), StringComparison.Ordinal);

    [Fact]
    public void What_parsers_read_differently_is_left_out()
    {
        var text = Config(
            new AwsFiles().Profile("dev", ("a", "x # y"), ("b", "; y"), ("c", "x\ny"), ("d", "\nno pair"), ("e", "\nk = v ; w"), ("f", ""), ("g", "fine#too")),
            "dev",
            region: null);

        Assert.Equal(
            "# Written by RoleAssist for one session; it goes when the session ends.\n\n[profile dev]\ncredential_process = /run/x/credential-process\ng = fine#too\n\n[default]\ncredential_process = /run/x/credential-process\ng = fine#too\n",
            text);
    }

    [Theory]
    [InlineData("dev", "dev")]
    [InlineData("it's \"odd\" ]\n[x", "it-s--odd-----x")]
    [InlineData("a.b/c_d@e:f+g-%h", "a.b/c_d@e:f+g-%h")]
    [InlineData("arn:aws:iam::123456789012:role/x", "arn:aws:iam::123456789012:role/x")]
    [InlineData("é ", "roleassist")]
    [InlineData("", "roleassist")]
    public void A_name_is_one_that_every_parser_finds(string profile, string name) => Assert.Equal(name, GeneratedProfile.NameOf(profile));

    [Fact]
    public void A_default_profile_is_there_once()
    {
        var text = Config(new AwsFiles().Profile("default", ("region", "x")), "default", "x");

        Assert.DoesNotContain("[profile", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("[default]").Length);
    }

    private static string Config(AwsFiles files, string profile, string? region) =>
        GeneratedProfile.Config(files.Load(), Delivered.Session(region, profile: profile).Chain, "/run/x/credential-process");
}
