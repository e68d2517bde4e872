using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Endpoints;

/// <summary>
/// The endpoint rules of each service, as AWS publishes them with its SDKs
/// (https://smithy.io/2.0/additional-specs/rules-engine/specification.html).
/// </summary>
public static partial class EndpointRules
{
    /// <summary>The regions that used STS' global endpoint before they had their own.</summary>
    private static readonly string[] LegacyGlobalRegions =
    [
        "ap-northeast-1",
        "ap-south-1",
        "ap-southeast-1",
        "ap-southeast-2",
        "ca-central-1",
        "eu-central-1",
        "eu-north-1",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "sa-east-1",
        "us-east-1",
        "us-east-2",
        "us-west-1",
        "us-west-2",
    ];

    private static Uri? _last;

    public static ServiceEndpoint Sts(EndpointRequest request)
    {
        var isGlobal =
            request.Region == Partitions.Default.GlobalRegion
            || (request.UseGlobalEndpoint && LegacyGlobalRegions.Contains(request.Region));
        return isGlobal && request is { UseFips: false, UseDualStack: false, CustomUrl: null }
            ? new ServiceEndpoint(new Uri("https://sts.amazonaws.com"), Partitions.Default.ImplicitGlobalRegion)
            : Custom(request) ?? RegionalWithGovCloudFips(request, "sts");
    }

    public static ServiceEndpoint Sso(EndpointRequest request) =>
        Custom(request) ?? RegionalWithGovCloudFips(request, "portal.sso");

    public static ServiceEndpoint SsoOidc(EndpointRequest request) =>
        Custom(request) ?? RegionalWithGovCloudFips(request, "oidc");

    public static ServiceEndpoint Signin(EndpointRequest request) =>
        Custom(request)
        ?? (request.UseFips, request.UseDualStack, request.Partition.Id, request.Region) switch
        {
            (_, _, _, null) => throw RegionMissing(request),
            (true, false, "aws-us-gov", "us-gov-west-1") => Create(request, "signin-fips.amazonaws-us-gov.com"),
            (true, false, "aws-us-gov", var region) => Create(request, $"{region}.signin-fips.amazonaws-us-gov.com"),
            (false, false, var partition, var region) => Create(
                request,
                $"{region}.{SigninDomainOf(partition) ?? $"signin.{request.Partition.DnsSuffix}"}"
            ),
            _ => Regional(request, "signin"),
        };

    /// <summary>The endpoint is always dual-stack, and a configured endpoint does not replace it.</summary>
    public static ServiceEndpoint SigninControlPlane(EndpointRequest request) =>
        request.Region is null
            ? Signin(request)
            : Create(request, $"signin.{request.Region}.{request.Partition.DualStackDnsSuffix}");

    public static ServiceEndpoint SigninOAuth(EndpointRequest request) =>
        request switch
        {
            { UseFips: true } => throw Invalid(
                request,
                "AWS Sign-In has no FIPS endpoints for OAuth operations.",
                "Set use_fips_endpoint = false for this profile."
            ),
            { CustomUrl: null, Region: { } region, Partition.Id: "aws" } => Create(
                request,
                $"{region}.oauth.signin.aws"
            ),
            _ => Signin(request),
        };

    private static string? SigninDomainOf(string partition) =>
        partition switch
        {
            "aws" => "signin.aws.amazon.com",
            "aws-cn" => "signin.amazonaws.cn",
            "aws-us-gov" => "signin.amazonaws-us-gov.com",
            "aws-iso" => "signin.c2shome.ic.gov",
            "aws-iso-b" => "signin.sc2shome.sgov.gov",
            "aws-iso-e" => "signin.csphome.adc-e.uk",
            "aws-iso-f" => "signin.csphome.hci.ic.gov",
            "aws-eusc" => "signin.amazonaws-eusc.eu",
            _ => null,
        };

    /// <summary>Returns a configured endpoint unchanged: no rule can derive its FIPS or dual-stack variant.</summary>
    private static ServiceEndpoint? Custom(EndpointRequest request) =>
        request switch
        {
            { CustomUrl: null } => null,
            { UseFips: true } => throw Invalid(
                request,
                $"A custom endpoint ({new ServiceEndpoint(request.CustomUrl, "")}) cannot be used together with FIPS.",
                "Remove use_fips_endpoint and configure the FIPS endpoint, or remove the custom endpoint."
            ),
            { UseDualStack: true } => throw Invalid(
                request,
                $"A custom endpoint ({new ServiceEndpoint(request.CustomUrl, "")}) cannot be used together with dual stack.",
                "Remove use_dualstack_endpoint and configure the dual-stack endpoint, or remove the custom endpoint."
            ),
            _ => new ServiceEndpoint(request.CustomUrl, request.SigningRegion),
        };

    /// <summary>In GovCloud, the regular hosts of these services are the FIPS hosts.</summary>
    private static ServiceEndpoint RegionalWithGovCloudFips(EndpointRequest request, string name) =>
        Regional(
            request is { UseFips: true, UseDualStack: false, Partition.Id: "aws-us-gov" }
                ? request with
                {
                    UseFips = false,
                }
                : request,
            name
        );

    private static ServiceEndpoint Regional(EndpointRequest request, string name)
    {
        if (request.Region is null)
        {
            throw RegionMissing(request);
        }

        RequireSupport(request);
        var suffix = request.UseDualStack ? request.Partition.DualStackDnsSuffix : request.Partition.DnsSuffix;
        return Create(request, $"{name}{(request.UseFips ? "-fips" : "")}.{request.Region}.{suffix}");
    }

    /// <summary>Rejects FIPS or dual stack in a partition that has none.</summary>
    private static void RequireSupport(EndpointRequest request)
    {
        if (
            (request.UseFips && !request.Partition.SupportsFips)
            || (request.UseDualStack && !request.Partition.SupportsDualStack)
        )
        {
            var asked = (request.UseFips, request.UseDualStack) switch
            {
                (true, true) => "FIPS with dual-stack",
                (true, false) => "FIPS",
                _ => "dual-stack",
            };
            throw Invalid(
                request,
                $"The partition {request.Partition.Id} of region {request.Region} has no {asked} endpoints.",
                "Remove use_fips_endpoint and use_dualstack_endpoint, or choose another region."
            );
        }
    }

    private static ServiceEndpoint Create(EndpointRequest request, string host)
    {
        // Most profiles of a file have the same host as the previous one.
        var url = _last is { } last && last.Host == host ? last : _last = new Uri($"https://{host}");
        return new ServiceEndpoint(url, request.SigningRegion);
    }

    private static RoleAssistException RegionMissing(EndpointRequest request) =>
        Invalid(
            request,
            "No region is specified, so there is no endpoint to call.",
            "Add region to the profile, set AWS_REGION, or pass --region."
        );

    private static RoleAssistException Invalid(EndpointRequest request, string message, string hint) =>
        new(ErrorCode.ConfigurationInvalid, message, hint) { Profile = request.Profile };
}
