using RoleAssist.Core.Delivery;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Delivery;

/// <summary>The interop tests check that the SDKs read the file the same way.</summary>
public class GeneratedProfileTests
{
    private const string Head =
        "# Written by RoleAssist for one session, read-only. "
        + "Edit your own files: this one follows them, and is deleted when the session ends.\n";

    [Fact]
    public void Copies_the_users_settings_except_credentials_and_endpoints()
    {
        var files = new AwsFiles()
            .Services("local", ("sts", "\nendpoint_url = http://127.0.0.1:1"))
            .Profile(
                "dev",
                ("region", "eu-west-1"),
                ("output", "yaml"),
                ("cli_pager", ""),
                ("s3", "\nmax_concurrent_requests = 20\naddressing_style = path"),
                ("retry_mode", "adaptive"),
                ("ca_bundle", "/etc/ca.pem"),
                ("services", "local"),
                ("endpoint_url", "http://127.0.0.1:2"),
                ("role_arn", "arn:aws:iam::123456789012:role/x"),
                ("source_profile", "home"),
                ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana"),
                ("aws_access_key_id", "AKIA"),
                ("aws_secret_access_key", "s3cr3t"),
                ("sso_session", "corp"),
                ("credential_process", "/usr/bin/theirs")
            );
        const string Settings = """
            credential_process = /run/x/credential-process
            region = eu-west-1
            aws_account_id = 123456789012
            output = yaml
            cli_pager =
            s3 =
              max_concurrent_requests = 20
              addressing_style = path
            retry_mode = adaptive
            ca_bundle = /etc/ca.pem
            """;

        Assert.Equal(
            $"{Head}\n[profile dev]\n{Settings}\n\n[default]\n{Settings}\n".ReplaceLineEndings("\n"),
            Config(files, "dev", "eu-west-1")
        );
    }

    [Theory]
    [InlineData("apikey")]
    [InlineData("auth")]
    [InlineData("bearer")]
    [InlineData("cookie")]
    [InlineData("passcode")]
    [InlineData("passwd")]
    [InlineData("pin")]
    [InlineData("proxy")]
    [InlineData("pwd")]
    [InlineData("saml_assertion")]
    [InlineData("region_hint")]
    [InlineData("aws_secret_access_key")]
    [InlineData("web_identity_token")]
    public void Omits_settings_that_aws_does_not_document(string setting)
    {
        var files = new AwsFiles()
            .Services(
                "mine",
                (setting, "\nendpoint_url = http://127.0.0.1:1\nauth = hunter2"),
                ("sts", "\nhunter2 = x")
            )
            .SsoSession(
                "corp",
                ("sso_start_url", "https://user:hunter2@corp.example/start?t=hunter2"),
                (setting, "hunter2")
            )
            .Profile(
                "dev",
                (setting, "hunter2"),
                ("s3", $"\n{setting} = hunter2\naddressing_style = path"),
                ("ec2_metadata_service_endpoint", "http://u:hunter2@10.0.0.1/")
            )
            .Profile(
                "other",
                (setting, "hunter2"),
                ("api_versions", $"\nec2 = 2015-03-01\n{setting} = hunter2"),
                ("endpoint_url", "http://u:hunter2@127.0.0.1:1/"),
                ("services", "mine")
            );

        var text = Config(files, "dev", null);

        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Contains("addressing_style = path", text, StringComparison.Ordinal);
        Assert.Contains("ec2 = 2015-03-01", text, StringComparison.Ordinal);
        Assert.Contains("endpoint_url = http://127.0.0.1:1/\n", text, StringComparison.Ordinal);
        Assert.Contains("sso_start_url = https://corp.example/start\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void RoleAssist_provides_the_credentials_of_the_users_other_profiles()
    {
        var files = new AwsFiles()
            .User("default", ("region", "eu-west-3"))
            .User("home")
            .Role("dev", "home")
            .Role("vendor", "home", ("region", "us-west-2"))
            .Role("my team", "home")
            .Role("-x", "nowhere");

        var text = Config(files, "dev", "eu-west-1");

        Assert.Equal(
            """
            [profile home]
            credential_process = /run/x/credential-process home

            [profile vendor]
            credential_process = /run/x/credential-process vendor
            region = us-west-2

            [profile -x]
            credential_process = /run/x/credential-process --name-in-hex 2d78

            [profile "my team"]
            credential_process = /run/x/credential-process --name-in-hex 6d79207465616d

            """.ReplaceLineEndings("\n"),
            text[text.IndexOf("[profile home]", StringComparison.Ordinal)..]
        );
        Assert.Equal(2, text.Split("[default]").Length);
    }

    [Theory]
    [InlineData("a\n[default]")]
    [InlineData("a]b")]
    [InlineData("a #b")]
    [InlineData("a ;b")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData(" a")]
    public void Omits_a_profile_whose_name_some_parser_rejects_as_a_header(string name)
    {
        var text = Config(new AwsFiles().Role(name, "home"), "dev", null);

        Assert.DoesNotContain("--name-in-hex", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("[default]").Length);
    }

    [Fact]
    public void Other_profiles_keep_endpoints_that_the_environment_does_not_set()
    {
        var files = new AwsFiles()
            .Services("local", ("sts", "\nendpoint_url = http://127.0.0.1:1"))
            .Services("odd name", ("sts", "\nendpoint_url = http://127.0.0.1:2"))
            .User("dev", ("services", "local"))
            .User("same", ("services", "local"))
            .User("other", ("services", "odd name"))
            .User("none");
        var session = Delivered.Session(
            endpoints: new ProfileEndpoints([
                new("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1"),
                new("AWS_CA_BUNDLE", "/ca"),
            ])
        );

        var text = GeneratedProfile.Config(files.Load(), session, "dev", "/p");

        Assert.EndsWith(
            """
            [profile same]
            credential_process = /p same

            [profile other]
            credential_process = /p other
            services = roleassist-0

            [profile none]
            credential_process = /p none
            ignore_configured_endpoint_urls = true

            [services roleassist-0]
            sts =
              endpoint_url = http://127.0.0.1:2

            """.ReplaceLineEndings("\n"),
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_sessions_region_overrides_the_profiles() =>
        Assert.Contains(
            "region = us-west-2\n",
            Config(new AwsFiles().Profile("dev", ("region", "eu-west-1")), "dev", "us-west-2"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Omits_values_that_parsers_read_differently()
    {
        var text = Config(
            new AwsFiles().Profile(
                "dev",
                ("output", "x # y"),
                ("retry_mode", "; y"),
                ("csm_host", "x\ny"),
                ("emr", "\nno pair"),
                ("s3", "\nio_chunksize = v ; w"),
                ("cli_history", "fine#too")
            ),
            "dev",
            region: null
        );

        const string Settings =
            "credential_process = /run/x/credential-process\naws_account_id = 123456789012\ncli_history = fine#too\n";
        Assert.Equal($"{Head}\n[profile dev]\n{Settings}\n[default]\n{Settings}", text);
    }

    [Theory]
    [InlineData("dev", "dev")]
    [InlineData("it's \"odd\" ]\n[x", "it-s--odd-----x")]
    [InlineData("a.b/c_d@e:f+g-%h", "a.b/c_d@e:f+g-%h")]
    [InlineData("arn:aws:iam::123456789012:role/x", "arn:aws:iam::123456789012:role/x")]
    [InlineData("é ", "roleassist")]
    [InlineData("", "roleassist")]
    public void Chooses_a_name_that_every_parser_finds(string profile, string name) =>
        Assert.Equal(name, GeneratedProfileName.Create(profile, _ => false));

    [Fact]
    public void Does_not_reuse_the_name_of_another_profile()
    {
        Assert.Equal("it-s-roleassist", GeneratedProfileName.Create("it's", name => name == "it-s"));
        Assert.Equal("dev-roleassist-3", GeneratedProfileName.Create("dev", name => name is "dev" or "dev-roleassist"));
    }

    [Fact]
    public void Writes_a_profile_under_its_own_name_and_one_that_every_parser_finds()
    {
        var text = Config(new AwsFiles().User("it's"), "it's", null);

        Assert.Contains("[profile it-s]\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "[profile \"it's\"]\ncredential_process = /run/x/credential-process\n",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Writes_the_default_profile_once()
    {
        var text = Config(new AwsFiles().Profile("default", ("region", "x")), "default", "x");

        Assert.DoesNotContain("[profile", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("[default]").Length);
    }

    private static string Config(AwsFiles files, string profile, string? region) =>
        GeneratedProfile.Config(
            files.Load(),
            Delivered.Session(region, profile: profile),
            GeneratedProfileName.Create(profile, _ => false),
            "/run/x/credential-process"
        );
}
