using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Endpoints;

public class EndpointResolverTests
{
    [Theory]
    [InlineData("ap-south-1", "ap-south-1", "AWS_REGION=us-west-2")]
    [InlineData(null, "us-west-2", "AWS_REGION=us-west-2 AWS_DEFAULT_REGION=us-west-1")]
    [InlineData(null, "us-west-1", "AWS_DEFAULT_REGION=us-west-1")]
    [InlineData(null, "eu-central-1", "AWS_REGION=us-west-2 ROLEASSIST_PROFILE=other")]
    [InlineData(null, "eu-central-1", "")]
    [InlineData("", "us-west-2", "AWS_REGION=us-west-2")]
    [InlineData("", "eu-central-1", "AWS_REGION=")]
    public void Finds_the_region_in_aws_order_but_not_that_of_another_roles_shell(
        string? requested,
        string expected,
        string environment
    )
    {
        var profile = new AwsFiles().User("u", ("region", "eu-central-1")).Load().Get("u");

        Assert.Equal(expected, new EndpointResolver(Environment(environment)).RegionOf(profile, requested));
    }

    [Fact]
    public void Treats_an_empty_region_as_absent() =>
        Assert.Null(
            new EndpointResolver(Environment("")).RegionOf(
                new AwsFiles().User("u", ("region", "")).Load().Get("u"),
                null
            )
        );

    [Theory]
    [InlineData("eu west")]
    [InlineData("evil.example.com/")]
    [InlineData("-eu-west-1")]
    [InlineData("a-label-of-a-host-name-has-at-most-63-characters-and-this-one-64")]
    public void Rejects_a_region_that_is_invalid_in_a_host_name(string region)
    {
        var profile = new AwsFiles().User("u", ("region", region)).Load().Get("u");

        var fault = Assert.Throws<RoleAssistException>(() =>
            new EndpointResolver(Environment("")).RegionOf(profile, null)
        );

        Assert.Equal((ErrorCode.ConfigurationInvalid, profile.LocationOf("region")), (fault.Code, fault.Location));
    }

    /// <summary>
    /// The four places of a configured URL; each further case removes the one with the highest precedence.
    /// </summary>
    [Theory]
    [InlineData(
        "sts",
        "http://sts-variable",
        "AWS_ENDPOINT_URL_STS=http://sts-variable AWS_ENDPOINT_URL=http://variable",
        true,
        true
    )]
    [InlineData(
        "sso",
        "http://sso-variable",
        "AWS_ENDPOINT_URL_SSO=http://sso-variable AWS_ENDPOINT_URL=http://variable",
        true,
        true
    )]
    [InlineData(
        "sso_oidc",
        "http://oidc-variable",
        "AWS_ENDPOINT_URL_SSO_OIDC=http://oidc-variable AWS_ENDPOINT_URL=http://variable",
        true,
        true
    )]
    [InlineData(
        "signin",
        "http://signin-variable",
        "AWS_ENDPOINT_URL_SIGNIN=http://signin-variable AWS_ENDPOINT_URL=http://variable",
        true,
        true
    )]
    [InlineData(
        "sts",
        "http://variable",
        "AWS_ENDPOINT_URL_STS= AWS_ENDPOINT_URL_SSO=http://other AWS_ENDPOINT_URL=http://variable",
        true,
        true
    )]
    [InlineData("sts", "http://services-sts", "", true, true)]
    [InlineData("sso_oidc", "http://services-oidc", "", true, true)]
    [InlineData("sso", "http://profile", "", true, true)]
    [InlineData("sts", "http://profile", "", false, true)]
    [InlineData("sts", "http://services-sts", "", true, false)]
    [InlineData("sso", "https://portal.sso.eu-west-1.amazonaws.com", "", true, false)]
    [InlineData("sts", "https://sts.eu-west-1.amazonaws.com", "", false, false)]
    public void Finds_a_configured_url_in_aws_order(
        string service,
        string expected,
        string environment,
        bool services,
        bool profile
    )
    {
        var files = new AwsFiles()
            .Services(
                "local",
                ("sts", "\nendpoint_url = http://services-sts"),
                ("sso_oidc", "\nother = x\nendpoint_url = http://services-oidc")
            )
            .User(
                "u",
                [.. services ? [("services", "local")] : None, .. profile ? [("endpoint_url", "http://profile")] : None]
            );

        Assert.Equal(expected, Resolve(files, "u", environment, service).ToString());
    }

    [Theory]
    [InlineData(
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true AWS_ENDPOINT_URL_STS=http://a AWS_ENDPOINT_URL=http://b",
        null
    )]
    [InlineData("AWS_ENDPOINT_URL_STS=http://a AWS_ENDPOINT_URL=http://b", "True")]
    public void Ignores_all_configured_urls_if_set(string environment, string? ignore)
    {
        var files = new AwsFiles()
            .Services("local", ("sts", "\nendpoint_url = http://services"))
            .User(
                "u",
                [
                    ("services", "local"),
                    ("endpoint_url", "http://profile"),
                    .. ignore is null ? None : [("ignore_configured_endpoint_urls", ignore)],
                ]
            );

        Assert.Equal("https://sts.eu-west-1.amazonaws.com", Resolve(files, "u", environment).ToString());
    }

    [Theory]
    [InlineData("use_fips_endpoint=true", "", "https://sts-fips.eu-west-1.amazonaws.com")]
    [InlineData("use_fips_endpoint=true", "AWS_USE_FIPS_ENDPOINT=false", "https://sts.eu-west-1.amazonaws.com")]
    [InlineData("use_dualstack_endpoint=true", "", "https://sts.eu-west-1.api.aws")]
    [InlineData("", "AWS_USE_DUALSTACK_ENDPOINT=TRUE AWS_USE_FIPS_ENDPOINT=true", "https://sts-fips.eu-west-1.api.aws")]
    [InlineData("", "AWS_STS_REGIONAL_ENDPOINTS=legacy", "https://sts.amazonaws.com")]
    [InlineData("sts_regional_endpoints=legacy", "", "https://sts.amazonaws.com")]
    [InlineData(
        "sts_regional_endpoints=legacy",
        "AWS_STS_REGIONAL_ENDPOINTS=regional",
        "https://sts.eu-west-1.amazonaws.com"
    )]
    [InlineData(
        "sts_regional_endpoints=legacy",
        "AWS_USE_FIPS_ENDPOINT=true",
        "https://sts-fips.eu-west-1.amazonaws.com"
    )]
    public void Selects_fips_dual_stack_and_the_global_endpoint_by_setting_or_variable(
        string setting,
        string environment,
        string expected
    )
    {
        var files = new AwsFiles().User("u", [.. Pairs(setting)]);

        Assert.Equal(expected, Resolve(files, "u", environment).ToString());
    }

    [Fact]
    public void Signs_for_the_global_endpoints_own_region() =>
        Assert.Equal(
            "us-east-1",
            Resolve(new AwsFiles().User("u", ("sts_regional_endpoints", "legacy")), "u").SigningRegion
        );

    [Theory]
    [InlineData("use_fips_endpoint", "yes", "use_fips_endpoint = yes is neither true nor false")]
    [InlineData("use_dualstack_endpoint", "1", "use_dualstack_endpoint = 1 is neither true nor false")]
    [InlineData("ignore_configured_endpoint_urls", "on", "ignore_configured_endpoint_urls = on is neither")]
    [InlineData("sts_regional_endpoints", "global", "sts_regional_endpoints = global is neither legacy nor regional")]
    [InlineData("endpoint_url", "localhost:80", "'localhost:80' is not the URL of an endpoint")]
    [InlineData("endpoint_url", "ftp://host", "'ftp://host' is not the URL of an endpoint")]
    [InlineData("services", "locl", "uses the services section 'locl', which does not exist")]
    public void Reports_an_invalid_value_at_its_line(string setting, string value, string words)
    {
        var files = new AwsFiles().Services("local").User("u", (setting, value));

        var fault = Assert.Throws<RoleAssistException>(() => Resolve(files, "u"));

        Assert.Equal(
            (ErrorCode.ConfigurationInvalid, "u", files.Load().Get("u").LocationOf(setting)),
            (fault.Code, fault.Profile, fault.Location)
        );
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.NotNull(fault.Hint);
    }

    [Theory]
    [InlineData("AWS_USE_FIPS_ENDPOINT=maybe", "AWS_USE_FIPS_ENDPOINT = maybe is neither")]
    [InlineData("AWS_STS_REGIONAL_ENDPOINTS=all", "AWS_STS_REGIONAL_ENDPOINTS = all is neither")]
    [InlineData("AWS_ENDPOINT_URL=nonsense", "'nonsense' is not the URL")]
    [InlineData("AWS_ENDPOINT_URL=http://a AWS_USE_FIPS_ENDPOINT=true", "together with FIPS")]
    public void Reports_the_name_of_an_invalid_variable(string environment, string words)
    {
        var fault = Assert.Throws<RoleAssistException>(() => Resolve(new AwsFiles().User("u"), "u", environment));

        Assert.Equal((ErrorCode.ConfigurationInvalid, (SourceLocation?)null), (fault.Code, fault.Location));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aws", null, "https://sts.us-east-1.amazonaws.com")]
    [InlineData("aws-cn", null, "https://sts.cn-northwest-1.amazonaws.com.cn")]
    [InlineData("aws-us-gov", null, "https://sts.us-gov-west-1.amazonaws.com")]
    [InlineData("aws-iso", null, "https://sts.us-iso-east-1.c2s.ic.gov")]
    [InlineData("aws-iso-b", null, "https://sts.us-isob-east-1.sc2s.sgov.gov")]
    [InlineData("aws-eusc", null, "https://sts.eusc-de-east-1.amazonaws.eu")]
    [InlineData("aws-mars", null, "https://sts.us-east-1.amazonaws.com")]
    [InlineData("aws-cn", "cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn")]
    [InlineData("aws-us-gov", "us-gov-east-1", "https://sts.us-gov-east-1.amazonaws.com")]
    public void The_roles_partition_determines_the_sts_endpoint(string partition, string? region, string url)
    {
        var endpoint = Resolve(RoleIn(partition), "r", region: region);

        Assert.Equal((url, null), (endpoint.ToString(), endpoint.Note));
    }

    [Theory]
    [InlineData("aws-cn", "eu-west-1", "https://sts.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1")]
    [InlineData("aws-us-gov", "us-east-1", "https://sts.us-gov-west-1.amazonaws.com", "us-gov-west-1")]
    [InlineData("aws", "cn-north-1", "https://sts.us-east-1.amazonaws.com", "us-east-1")]
    public void Does_not_use_sts_of_another_partition_for_a_role(
        string partition,
        string region,
        string url,
        string signing
    )
    {
        var endpoint = Resolve(RoleIn(partition), "r", region: region);

        Assert.Equal((url, signing), (endpoint.ToString(), endpoint.SigningRegion));
        Assert.Contains(
            $"partition {partition} and the region {region} is not",
            endpoint.Note,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Only_sts_works_without_a_region() =>
        Assert.Equal(
            ErrorCode.ConfigurationInvalid,
            Assert.Throws<RoleAssistException>(() => Resolve(RoleIn("aws"), "r", service: "sso", region: null)).Code
        );

    [Fact]
    public void The_environments_certificate_bundle_takes_precedence_over_the_profiles()
    {
        var files = new AwsFiles().User("u", ("ca_bundle", "/profile.pem"));

        Assert.Equal(
            new CaBundle("/profile.pem", "ca_bundle", files.Load().Get("u").LocationOf("ca_bundle")),
            Resolve(files, "u").CaBundle
        );
        Assert.Equal(
            new CaBundle("/variable.pem", "AWS_CA_BUNDLE"),
            Resolve(files, "u", "AWS_CA_BUNDLE=/variable.pem").CaBundle
        );
        Assert.Null(Resolve(new AwsFiles().User("u"), "u").CaBundle);
    }

    public static TheoryData<string, string> Deliveries =>
        new()
        {
            {
                "",
                "AWS_CA_BUNDLE=/ca.pem AWS_ENDPOINT_URL=http://all AWS_ENDPOINT_URL_S3=http://s3 AWS_ENDPOINT_URL_STS=http://sts AWS_USE_FIPS_ENDPOINT=false"
            },
            {
                "AWS_ENDPOINT_URL_STS=http://mine AWS_USE_FIPS_ENDPOINT=true",
                "AWS_CA_BUNDLE=/ca.pem AWS_ENDPOINT_URL=http://all AWS_ENDPOINT_URL_S3=http://s3"
            },
            { "AWS_ENDPOINT_URL=http://mine AWS_CA_BUNDLE=/mine.pem", "AWS_USE_FIPS_ENDPOINT=false" },
            {
                "AWS_ENDPOINT_URL=http://all AWS_ENDPOINT_URL_S3=http://s3",
                "AWS_CA_BUNDLE=/ca.pem AWS_ENDPOINT_URL=http://all AWS_ENDPOINT_URL_S3=http://s3 AWS_USE_FIPS_ENDPOINT=false"
            },
            { "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true", "AWS_CA_BUNDLE=/ca.pem AWS_USE_FIPS_ENDPOINT=false" },
        };

    /// <summary>A nested shell inherits the variables of the outer one and gets the same again.</summary>
    [Theory]
    [MemberData(nameof(Deliveries))]
    public void Returns_the_endpoint_variables_that_the_environment_does_not_override(
        string environment,
        string expected
    )
    {
        var files = new AwsFiles()
            .Services(
                "local",
                ("sts", "\nendpoint_url = http://sts"),
                ("s3", "\nendpoint_url = http://s3"),
                ("dynamodb", "\nother = x")
            )
            .User(
                "u",
                ("services", "local"),
                ("endpoint_url", "http://all"),
                ("ca_bundle", "/ca.pem"),
                ("use_fips_endpoint", "false")
            )
            .Load();

        var variables = new EndpointResolver(Environment(environment)).GetEndpoints(files, files.Get("u")).Variables;

        Assert.Equal(
            expected,
            string.Join(' ', variables.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal))
        );
    }

    private static (string, string)[] None => [];

    private static AwsFiles RoleIn(string partition) =>
        new AwsFiles()
            .User("u")
            .Profile("r", ("role_arn", $"arn:{partition}:iam::123456789012:role/r"), ("source_profile", "u"));

    private static ServiceEndpoint Resolve(
        AwsFiles files,
        string profile,
        string environment = "",
        string service = "sts",
        string? region = "eu-west-1"
    )
    {
        var profiles = files.Load();
        var known = new[] { AwsService.Sts, AwsService.Sso, AwsService.SsoOidc, AwsService.Signin }.Single(known =>
            known.Key == service
        );
        return new EndpointResolver(Environment(environment)).Resolve(known, profiles, profiles.Get(profile), region);
    }

    private static ProcessEnvironment Environment(string pairs) =>
        new(Pairs(pairs).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    private static IEnumerable<(string Name, string Value)> Pairs(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (pair[0], pair[1]));
}
