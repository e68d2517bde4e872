using System.Text.Json;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Core.Tests.Endpoints;

/// <summary>AWS' own test cases for the endpoints of each service, and cases that they do not cover.</summary>
public class EndpointRulesTests(ITestOutputHelper output)
{
    private static readonly string[] Words = ["fips", "dualstack", "custom endpoint", "oauth"];

    [ConformanceFact]
    public void Resolves_every_case_of_the_sts_suite() => Run("sts", 30, _ => AwsService.Sts);

    [ConformanceFact]
    public void Resolves_every_case_of_the_sso_suite() => Run("sso", 15, _ => AwsService.Sso);

    [ConformanceFact]
    public void Resolves_every_case_of_the_sso_oidc_suite() => Run("sso-oidc", 15, _ => AwsService.SsoOidc);

    [ConformanceFact]
    public void Resolves_every_case_of_the_signin_suite() =>
        Run(
            "signin",
            10,
            parameters =>
                Flag(parameters, "IsControlPlane") ? AwsService.SigninControlPlane
                : Flag(parameters, "IsOAuthEndpoint") ? AwsService.SigninOAuth
                : AwsService.Signin
        );

    /// <summary>Cases that follow from the published rule sets.</summary>
    [Theory]
    [InlineData("sts", "us-gov-west-1", true, false, "https://sts.us-gov-west-1.amazonaws.com")]
    [InlineData("sts", "us-gov-west-1", true, true, "https://sts-fips.us-gov-west-1.api.aws")]
    [InlineData("sts", "aws-global", false, false, "https://sts.amazonaws.com")]
    [InlineData("sts", "aws-global", true, false, "https://sts-fips.aws-global.amazonaws.com")]
    [InlineData("sso", "us-gov-east-1", true, false, "https://portal.sso.us-gov-east-1.amazonaws.com")]
    [InlineData("sso_oidc", "us-gov-east-1", true, false, "https://oidc.us-gov-east-1.amazonaws.com")]
    [InlineData("sso_oidc", "eusc-de-east-1", false, true, "https://oidc.eusc-de-east-1.api.amazonwebservices.eu")]
    [InlineData("signin", "us-gov-east-1", true, false, "https://us-gov-east-1.signin-fips.amazonaws-us-gov.com")]
    [InlineData("signin", "us-gov-east-1", true, true, "https://signin-fips.us-gov-east-1.api.aws")]
    [InlineData("signin", "us-gov-east-1", false, false, "https://us-gov-east-1.signin.amazonaws-us-gov.com")]
    [InlineData("signin", "us-iso-east-1", false, false, "https://us-iso-east-1.signin.c2shome.ic.gov")]
    [InlineData("signin", "eu-isoe-west-1", false, false, "https://eu-isoe-west-1.signin.csphome.adc-e.uk")]
    [InlineData("signin", "us-isof-south-1", false, false, "https://us-isof-south-1.signin.csphome.hci.ic.gov")]
    [InlineData("signin", "eusc-de-east-1", false, false, "https://eusc-de-east-1.signin.amazonaws-eusc.eu")]
    public void Each_partition_has_its_own_hosts(string key, string region, bool fips, bool dualStack, string url)
    {
        var service = new[] { AwsService.Sts, AwsService.Sso, AwsService.SsoOidc, AwsService.Signin }.Single(service =>
            service.Key == key
        );

        Assert.Equal(url, service.Resolve(new EndpointRequest(region, fips, dualStack)).ToString());
    }

    /// <summary>Cases of the published rule set of IAM: the host and the region to sign for.</summary>
    [Theory]
    [InlineData("aws-global", false, false, "iam.amazonaws.com us-east-1")]
    [InlineData("eu-central-1", false, false, "iam.amazonaws.com us-east-1")]
    [InlineData("eu-central-1", false, true, "iam.global.api.aws us-east-1")]
    [InlineData("eu-central-1", true, false, "iam-fips.amazonaws.com us-east-1")]
    [InlineData("eu-central-1", true, true, "iam-fips.global.api.aws us-east-1")]
    [InlineData("cn-northwest-1", false, false, "iam.cn-north-1.amazonaws.com.cn cn-north-1")]
    [InlineData("cn-north-1", false, true, "iam.global.api.amazonwebservices.com.cn cn-north-1")]
    [InlineData("cn-north-1", true, false, "iam-fips.amazonaws.com.cn cn-northwest-1")]
    [InlineData("aws-cn-global", true, true, "iam-fips.api.amazonwebservices.com.cn cn-northwest-1")]
    [InlineData("us-gov-east-1", false, false, "iam.us-gov.amazonaws.com us-gov-west-1")]
    [InlineData("us-gov-west-1", true, false, "iam.us-gov.amazonaws.com us-gov-west-1")]
    [InlineData("us-gov-west-1", false, true, "iam.us-gov.api.aws us-gov-west-1")]
    [InlineData("us-gov-east-1", true, true, "iam.us-gov.api.aws us-gov-west-1")]
    [InlineData("eusc-de-east-1", false, false, "iam.eusc-de-east-1.amazonaws.eu eusc-de-east-1")]
    [InlineData("eusc-de-east-1", false, true, "iam.api.amazonwebservices.eu eusc-de-east-1")]
    [InlineData("eusc-de-east-1", true, false, "iam-fips.amazonaws.eu eusc-de-east-1")]
    [InlineData("us-iso-west-1", false, false, "iam.us-iso-east-1.c2s.ic.gov us-iso-east-1")]
    [InlineData("us-iso-east-1", true, false, "iam-fips.us-iso-east-1.c2s.ic.gov us-iso-east-1")]
    [InlineData("us-iso-east-1", true, true, "iam-fips.api.aws.ic.gov us-iso-east-1")]
    [InlineData("us-isob-east-1", false, false, "iam.us-isob-east-1.sc2s.sgov.gov us-isob-east-1")]
    [InlineData("us-isob-east-1", true, false, "iam-fips.us-isob-east-1.sc2s.sgov.gov us-isob-east-1")]
    [InlineData("eu-isoe-west-1", false, false, "iam.eu-isoe-west-1.cloud.adc-e.uk eu-isoe-west-1")]
    [InlineData("eu-isoe-west-1", true, false, "iam-fips.cloud.adc-e.uk eu-isoe-west-1")]
    [InlineData("us-isof-south-1", false, false, "iam.us-isof-south-1.csp.hci.ic.gov us-isof-south-1")]
    [InlineData("us-isof-east-1", false, true, "iam.api.aws.hci.ic.gov us-isof-south-1")]
    public void Iam_has_one_host_in_a_partition(string region, bool fips, bool dualStack, string expected)
    {
        var endpoint = AwsService.Iam.Resolve(new EndpointRequest(region, fips, dualStack));

        Assert.Equal(expected, $"{endpoint.Url.Host} {endpoint.SigningRegion}");
    }

    [Theory]
    [InlineData("eu-central-1", "us-east-1")]
    [InlineData("cn-northwest-1", "cn-north-1")]
    public void Iam_signs_for_the_partitions_region_at_a_custom_endpoint(string region, string expected)
    {
        var url = new Uri("http://localhost:4566");

        var endpoint = AwsService.Iam.Resolve(new EndpointRequest(region, CustomUrl: url));

        Assert.Equal((url, expected), (endpoint.Url, endpoint.SigningRegion));
    }

    [Theory]
    [InlineData(true, false, "has no FIPS endpoints")]
    [InlineData(false, true, "has no dual-stack endpoints")]
    [InlineData(true, true, "has no FIPS with dual-stack endpoints")]
    public void Reports_a_partition_without_fips_or_dual_stack(bool fips, bool dualStack, string words)
    {
        var poor = Partitions.Default with { SupportsFips = false, SupportsDualStack = false };

        var fault = Assert.Throws<RoleAssistException>(() =>
            AwsService.Sts.Resolve(
                new EndpointRequest("us-east-1", fips, dualStack) { Partition = poor, Profile = "dev" }
            )
        );

        Assert.Equal((ErrorCode.ConfigurationInvalid, "dev"), (fault.Code, fault.Profile));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_missing_region()
    {
        foreach (
            var service in new[]
            {
                AwsService.Sts,
                AwsService.Iam,
                AwsService.Sso,
                AwsService.SsoOidc,
                AwsService.Signin,
                AwsService.SigninControlPlane,
                AwsService.SigninOAuth,
            }
        )
        {
            var fault = Assert.Throws<RoleAssistException>(() => service.Resolve(new EndpointRequest(null)));

            Assert.Equal(ErrorCode.ConfigurationInvalid, fault.Code);
            Assert.Contains("--region", fault.Hint, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, "us-east-1")]
    [InlineData("eu-west-1", "eu-west-1")]
    [InlineData("aws-cn-global", "cn-northwest-1")]
    public void Signs_for_the_actual_region_at_a_custom_endpoint(string? region, string expected) =>
        Assert.Equal(
            expected,
            AwsService.Sts.Resolve(new EndpointRequest(region, CustomUrl: new Uri("http://localhost"))).SigningRegion
        );

    [Fact]
    public void Does_not_display_a_user_and_password_in_a_url() =>
        Assert.Equal(
            "https://sts.example.com:8443/path",
            new ServiceEndpoint(new Uri("https://me:secret@sts.example.com:8443/path/"), "r").ToString()
        );

    private void Run(string suite, int atLeast, Func<JsonElement, AwsService> serviceOf)
    {
        using var file = JsonDocument.Parse(
            File.ReadAllText(
                Path.Combine(Repository.Conformance!, "botocore", "endpoint-rules", $"{suite}-endpoint-tests-1.json")
            )
        );
        var cases = file.RootElement.GetProperty("testCases").EnumerateArray().ToList();

        var failures = cases.Select(test => Check(test, serviceOf)).OfType<string>().ToList();

        output.WriteLine($"{suite}: {cases.Count - failures.Count} of {cases.Count}");
        Assert.True(cases.Count >= atLeast, $"only {cases.Count} cases");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static string? Check(JsonElement test, Func<JsonElement, AwsService> serviceOf)
    {
        var parameters = test.GetProperty("params");
        var request = new EndpointRequest(
            Text(parameters, "Region"),
            Flag(parameters, "UseFIPS"),
            Flag(parameters, "UseDualStack"),
            Flag(parameters, "UseGlobalEndpoint"),
            Text(parameters, "Endpoint") is { } url ? new Uri(url) : null
        );
        var expect = test.GetProperty("expect");
        var (expected, actual) = expect.TryGetProperty("error", out var error)
            ? (Subjects(error.GetString()!), Failure(() => serviceOf(parameters).Resolve(request)))
            : Endpoints(expect.GetProperty("endpoint"), serviceOf(parameters).Resolve(request));
        return expected == actual
            ? null
            : $"{test.GetProperty("documentation")}\n  expected {expected}\n  actual   {actual}";
    }

    private static (string Expected, string Actual) Endpoints(JsonElement expected, ServiceEndpoint actual)
    {
        var url = expected.GetProperty("url").GetString()!;
        return
            expected.TryGetProperty("properties", out var properties)
            && properties.TryGetProperty("authSchemes", out var schemes)
            ? ($"{url} {schemes[0].GetProperty("signingRegion").GetString()}", $"{actual} {actual.SigningRegion}")
            : (url, actual.ToString());
    }

    private static string Failure(Action resolve)
    {
        var fault = Assert.Throws<RoleAssistException>(resolve);
        return fault is { Code: ErrorCode.ConfigurationInvalid, Hint: not null }
            ? Subjects(fault.Message)
            : fault.ToString();
    }

    /// <summary>Returns the subjects of an error message, whatever its wording.</summary>
    private static string Subjects(string message) =>
        string.Join(
            ' ',
            Words.Where(subject =>
                message
                    .Replace("dual stack", "dualstack", StringComparison.Ordinal)
                    .Contains(subject, StringComparison.OrdinalIgnoreCase)
            )
        );

    private static bool Flag(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var value) && value.GetBoolean();

    private static string? Text(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var value) ? value.GetString() : null;
}
