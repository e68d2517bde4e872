using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Chains;

public class CredentialSourceTests
{
    private const string Role = "arn:aws:iam::123456789012:role/r";
    private const string FullUri = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    private readonly AwsFiles _files = new();

    [Fact]
    public void A_credential_source_takes_precedence_within_a_profile_and_keys_come_last()
    {
        (string, string)[] everything =
        [
            ("credential_source", "Ec2InstanceMetadata"),
            ("sso_session", "corp"),
            ("login_session", "arn:aws:iam::123456789012:user/ana"),
            ("credential_process", "print-keys"),
            ("aws_access_key_id", "AKIA"),
            ("aws_secret_access_key", "s"),
        ];
        _files.SsoSession("corp", ("sso_start_url", "https://x"), ("sso_region", "eu-west-1"));

        var kinds = Enumerable
            .Range(0, 5)
            .Select(first => _files.Profile("p", everything[first..]))
            .Select(_ => Resolve("p").Base.Kind)
            .ToList();

        Assert.Equal(
            [
                ProfileKind.InstanceMetadata,
                ProfileKind.Process,
                ProfileKind.Process,
                ProfileKind.Process,
                ProfileKind.AccessKey,
            ],
            kinds
        );
    }

    /// <summary>The behavior of the AWS CLI, botocore and the SDK for JavaScript.</summary>
    [Theory]
    [InlineData("sso_session=corp", "keys", ProfileKind.AccessKey)]
    [InlineData("sso_session=corp", "process", ProfileKind.Process)]
    [InlineData("sso_session=corp sso_account_id=123456789012 sso_role_name=dev", "keys", ProfileKind.SsoSession)]
    [InlineData("sso_start_url=https://x sso_region=eu-west-1", "process", ProfileKind.Process)]
    [InlineData("sso_start_url=https://x sso_region=eu-west-1", "keys", ProfileKind.AccessKey)]
    [InlineData("login_session=arn:aws:iam::123456789012:user/ana", "keys", ProfileKind.AccessKey)]
    [InlineData("credential_source=abc", "keys", ProfileKind.AccessKey)]
    [InlineData("credential_source=abc", "process", ProfileKind.Process)]
    [InlineData("credential_source=Ec2InstanceMetadata", "keys", ProfileKind.InstanceMetadata)]
    public void Keys_or_a_process_take_precedence_over_a_source_that_provides_no_credentials(
        string settings,
        string beside,
        ProfileKind expected
    )
    {
        _files.SsoSession("corp", ("sso_start_url", "https://x"), ("sso_region", "eu-west-1"));
        _files.Profile(
            "p",
            [
                .. settings.Split(' ').Select(setting => setting.Split('=', 2)).Select(pair => (pair[0], pair[1])),
                .. beside == "keys"
                    ? [("aws_access_key_id", "AKIA"), ("aws_secret_access_key", "s")]
                    : new[] { ("credential_process", "print-keys") },
            ]
        );

        Assert.Equal(expected, Resolve("p").Base.Kind);
        Assert.Equal(expected.ToString(), ProfileKinds.Classify(_files.Load().Get("p")).ToString());
    }

    [Fact]
    public void A_web_identity_takes_precedence_over_a_credential_source()
    {
        _files.Profile(
            "p",
            ("role_arn", Role),
            ("web_identity_token_file", "/token"),
            ("credential_source", "Ec2InstanceMetadata")
        );

        Assert.Equal("/token", Assert.IsType<WebIdentitySource>(Resolve("p").Base).TokenFile);
    }

    [Theory]
    [InlineData("aws_access_key_id", "AKIA\u00A0")]
    [InlineData("aws_secret_access_key", "s\u200Bs")]
    [InlineData("aws_session_token", "t\u202Et")]
    [InlineData("aws_security_token", "t t")]
    public void Rejects_a_key_with_an_invalid_character_at_its_line(string setting, string value)
    {
        var settings = new Dictionary<string, string>
        {
            ["aws_access_key_id"] = "AKIA",
            ["aws_secret_access_key"] = "s",
            [setting] = value,
        };
        _files.Profile("p", [.. settings.Select(pair => (pair.Key, pair.Value))]);

        var fault = Assert.Throws<RoleAssistException>(() => Resolve("p"));

        Assert.Equal(
            (ErrorCode.ConfigurationInvalid, _files.Load().Find("p")!.LocationOf(setting)),
            (fault.Code, fault.Location)
        );
        Assert.Contains(setting, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_the_older_name_of_the_session_token() =>
        Assert.Equal(
            "t",
            KeysOf(
                ("aws_access_key_id", "ASIA"),
                ("aws_secret_access_key", "s"),
                ("aws_security_token", "t")
            ).SessionToken
        );

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\u00A0")]
    public void Treats_a_blank_value_as_absent(string blank) =>
        Assert.Null(
            KeysOf(
                ("aws_access_key_id", "AKIA"),
                ("aws_secret_access_key", "s"),
                ("aws_session_token", blank)
            ).SessionToken
        );

    private AwsCredentials KeysOf(params (string Name, string Value)[] settings)
    {
        _files.Profile("p", settings);
        return Assert.IsType<KeySource>(Resolve("p").Base).Credentials;
    }

    [Fact]
    public void A_role_can_be_assumed_with_the_process_of_its_own_profile()
    {
        _files.Profile("p", ("role_arn", Role), ("source_profile", "p"), ("credential_process", "print-keys"));

        var chain = Resolve("p");

        Assert.Equal("print-keys", Assert.IsType<ProcessSource>(chain.Base).Command);
        Assert.Single(chain.Steps);
    }

    [Fact]
    public void A_role_assumed_with_a_web_identity_lasts_at_most_one_hour()
    {
        _files
            .Profile(
                "web",
                ("role_arn", Role),
                ("web_identity_token_file", "/token"),
                ("duration_seconds", "7200"),
                ("role_session_name", "ci")
            )
            .Role("top", "web", ("duration_seconds", "7200"));

        var web = Resolve("web");
        var top = Resolve("top");

        Assert.Equal(new WebIdentitySource("web", Role, "/token", "ci", 7200), web.Base);
        Assert.Equal((7200, 3600), (web.LifetimeSeconds, top.LifetimeSeconds));
        Assert.Contains("role chaining", Assert.Single(top.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Combines_the_sso_session_section_with_the_role_of_the_profile()
    {
        _files
            .SsoSession("corp", ("sso_start_url", "https://x"), ("sso_region", "eu-west-1"))
            .Profile(
                "p",
                ("sso_session", "corp"),
                ("sso_account_id", "123456789012"),
                ("sso_role_name", "dev"),
                ("sso_region", "us-east-1")
            );

        var conflict = Assert.Throws<RoleAssistException>(() => Resolve("p"));
        _files.Profile(
            "p",
            ("sso_session", "corp"),
            ("sso_account_id", "123456789012"),
            ("sso_role_name", "dev"),
            ("sso_region", "eu-west-1")
        );

        Assert.Equal(
            new SsoSource("p", "corp", "https://x", "eu-west-1", "123456789012", "dev")
            {
                Scopes = "sso:account:access",
            },
            Resolve("p").Base
        );
        Assert.Contains("sso_region = us-east-1", conflict.Message, StringComparison.Ordinal);
        Assert.Equal("config:4:1", conflict.Location?.ToString());
    }

    [Fact]
    public void Notes_an_mfa_serial_that_has_no_effect()
    {
        _files
            .User("home")
            .Role("admin", "home")
            .Role("audit", "admin", ("mfa_serial", "arn:aws:iam::123456789012:mfa/ana"));

        var chain = Resolve("audit");

        Assert.Null(chain.MfaSerial);
        Assert.Contains(
            "mfa_serial of profile 'audit' has no effect",
            Assert.Single(chain.Notes),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Falls_back_to_the_machines_own_credentials_if_no_profile_is_specified()
    {
        (string, string)[] container = [("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds")];
        (string, string)[] web = [("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"), ("AWS_ROLE_ARN", Role)];
        (string, string)[] keys = [("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", "s")];

        Assert.Equal(ProfileKind.InstanceMetadata, Resolve(null).Base.Kind);
        Assert.Equal(ProfileKind.Container, Resolve(null, container).Base.Kind);
        Assert.Equal(ProfileKind.WebIdentity, Resolve(null, [.. container, .. web]).Base.Kind);
        _files.Profile("default", ("region", "eu-west-1"));
        Assert.Equal(
            (ProfileKind.WebIdentity, "eu-west-1"),
            (Resolve(null, [.. container, .. web]).Base.Kind, Resolve(null, web).Region)
        );
        Assert.Equal(ProfileKind.InstanceMetadata, Resolve("default").Base.Kind);
        _files.User("default");
        Assert.Equal("default", Resolve(null, [.. container, .. web]).Base.Profile);
        Assert.Equal(ProfileKind.Environment, Resolve(null, [.. container, .. web, .. keys]).Base.Kind);
    }

    [Fact]
    public void Does_not_fall_back_to_other_credentials_for_a_specified_profile()
    {
        _files.Profile("p", ("region", "eu-west-1"));

        Assert.Equal(ErrorCode.CredentialsMissing, Assert.Throws<RoleAssistException>(() => Resolve("p")).Code);
        Assert.Equal(
            ErrorCode.ProfileNotFound,
            Assert.Throws<RoleAssistException>(() => Resolve(null, ("AWS_PROFILE", "q"))).Code
        );
    }

    [Fact]
    public void Has_no_credentials_if_the_metadata_service_is_disabled()
    {
        Assert.Equal(
            ErrorCode.CredentialsMissing,
            Assert.Throws<RoleAssistException>(() => Resolve(null, ("AWS_EC2_METADATA_DISABLED", "TRUE"))).Code
        );
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/creds", true)]
    [InlineData("http://127.9.9.9/creds", true)]
    [InlineData("http://[::1]:8080/creds", true)]
    [InlineData("http://localhost/creds", true)]
    [InlineData("http://169.254.170.2/creds", true)]
    [InlineData("http://169.254.170.23/v1/credentials", true)]
    [InlineData("http://[fd00:ec2::23]/v1/credentials", true)]
    [InlineData("https://example.com/creds", true)]
    [InlineData("http://169.254.169.254/creds", false)]
    [InlineData("http://192.168.1.1/creds", false)]
    [InlineData("http://0.0.0.0/creds", false)]
    [InlineData("ftp://127.0.0.1/creds", false)]
    [InlineData("/creds", false)]
    [InlineData("nonsense", false)]
    public void Allows_plain_http_only_to_this_machine_and_the_ecs_and_eks_agents(string uri, bool allowed)
    {
        if (allowed)
        {
            Assert.Equal(new Uri(uri), Assert.IsType<ContainerSource>(Resolve(null, (FullUri, uri)).Base).Url);
        }
        else
        {
            Assert.Equal(
                ErrorCode.ConfigurationInvalid,
                Assert.Throws<RoleAssistException>(() => Resolve(null, (FullUri, uri))).Code
            );
        }
    }

    [Fact]
    public void Prefers_a_relative_uri_and_rejects_a_token_with_a_line_break()
    {
        (string, string)[] both =
        [
            ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/a?b=1"),
            (FullUri, "http://127.0.0.1/c"),
        ];

        Assert.Equal(
            "http://169.254.170.2/a?b=1",
            Assert.IsType<ContainerSource>(Resolve(null, both).Base).Url.AbsoluteUri
        );
        Assert.Throws<RoleAssistException>(() =>
            Resolve(null, [.. both, ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "a\r\nX: y")])
        );
        Assert.Throws<RoleAssistException>(() =>
            Resolve(null, ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "@evil.example/creds"))
        );
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("false", null, true)]
    [InlineData("true", "false", false)]
    [InlineData(null, "false", true)]
    public void Uses_version_1_of_the_metadata_service_only_if_enabled(string? variable, string? setting, bool allowed)
    {
        _files.Profile("p", ("credential_source", "Ec2InstanceMetadata"), ("ec2_metadata_v1_disabled", setting ?? ""));

        var source = Assert.IsType<InstanceMetadataSource>(
            Resolve("p", ("AWS_EC2_METADATA_V1_DISABLED", variable ?? "")).Base
        );

        Assert.Equal(allowed, source.AllowV1);
    }

    [Fact]
    public void Calls_a_source_at_the_selected_profiles_endpoint_in_the_sources_region()
    {
        _files
            .SsoSession("corp", ("sso_start_url", "https://x"), ("sso_region", "eu-west-1"))
            .Profile(
                "p",
                ("sso_session", "corp"),
                ("sso_account_id", "123456789012"),
                ("sso_role_name", "dev"),
                ("endpoint_url", "http://not-this")
            )
            .Role("top", "p", ("region", "us-west-2"), ("services", "local"))
            .Services("local", ("sso_oidc", "endpoint_url = http://oidc.local"));

        var source = Assert.IsType<SsoSource>(Resolve("top").Base);
        var elsewhere = Assert.IsType<SsoSource>(Resolve("top", ("AWS_ENDPOINT_URL_SSO", "http://portal.local")).Base);

        Assert.Equal(
            ("https://portal.sso.eu-west-1.amazonaws.com", "http://oidc.local", "eu-west-1"),
            (source.Portal.ToString(), source.Oidc.ToString(), source.Oidc.SigningRegion)
        );
        Assert.Equal("http://portal.local", elsewhere.Portal.ToString());
        Assert.NotEqual(
            SessionId.FromChain(Resolve("top")),
            SessionId.FromChain(Resolve("top", ("AWS_ENDPOINT_URL_SSO", "http://portal.local")))
        );
    }

    [Fact]
    public void Calls_sts_for_a_web_identity_at_its_chains_endpoint_in_its_partition()
    {
        _files
            .Profile("web", ("role_arn", Role), ("web_identity_token_file", "/token"))
            .Role("top", "web", ("region", "eu-west-1"));

        var chain = Resolve("top");
        var china = Resolve(
            null,
            ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"),
            ("AWS_ROLE_ARN", "arn:aws-cn:iam::123456789012:role/r")
        );

        Assert.Equal(chain.Sts, Assert.IsType<WebIdentitySource>(chain.Base).Sts);
        Assert.Equal(
            "https://sts.cn-northwest-1.amazonaws.com.cn",
            Assert.IsType<WebIdentitySource>(china.Base).Sts.ToString()
        );
    }

    [Theory]
    [InlineData("eu-west-1/../evil")]
    [InlineData("evil.example#")]
    [InlineData("a-label-of-a-host-name-has-at-most-63-characters-and-this-one-64")]
    public void Rejects_an_sso_region_that_would_change_the_host(string region)
    {
        _files
            .SsoSession("corp", ("sso_start_url", "https://x"), ("sso_region", region))
            .Profile("p", ("sso_session", "corp"), ("sso_account_id", "123456789012"), ("sso_role_name", "dev"))
            .Profile(
                "old",
                ("sso_start_url", "https://x"),
                ("sso_region", region),
                ("sso_account_id", "123456789012"),
                ("sso_role_name", "dev")
            );

        Assert.All(
            ["p", "old"],
            name =>
                Assert.Equal(
                    ErrorCode.ConfigurationInvalid,
                    Assert.Throws<RoleAssistException>(() => Resolve(name)).Code
                )
        );
    }

    [Fact]
    public void Configures_timeout_and_attempts_of_the_metadata_service()
    {
        _files.Profile(
            "p",
            ("credential_source", "Ec2InstanceMetadata"),
            ("metadata_service_timeout", "5"),
            ("metadata_service_num_attempts", "4")
        );
        _files.Profile("q", ("credential_source", "Ec2InstanceMetadata"));

        var configured = Assert.IsType<InstanceMetadataSource>(
            Resolve("p", ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "1")).Base
        );
        var defaults = Assert.IsType<InstanceMetadataSource>(Resolve("q").Base);
        var wrong = Assert.Throws<RoleAssistException>(() => Resolve("q", ("AWS_METADATA_SERVICE_TIMEOUT", "0.5")));

        Assert.Equal((TimeSpan.FromSeconds(5), 1), (configured.Timeout, configured.Attempts));
        Assert.Equal((TimeSpan.FromSeconds(1), 2), (defaults.Timeout, defaults.Attempts));
        Assert.Contains("AWS_METADATA_SERVICE_TIMEOUT = 0.5", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_metadata_source_has_the_profile_that_uses_it()
    {
        _files.Profile("p", ("credential_source", "Ec2InstanceMetadata"));

        Assert.Equal(("p", null), (Resolve("p").Base.Profile, Resolve(null).Base.Profile));
    }

    private RoleChain Resolve(string? profile, params (string Name, string Value)[] environment) =>
        new RoleChainResolver(
            new ProcessEnvironment(environment.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)))
        ).Resolve(_files.Load(), new AssumeTarget { Profile = profile });
}
