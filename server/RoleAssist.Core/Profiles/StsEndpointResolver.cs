using RoleAssist.Core.Credentials;
using RoleAssist.Core.Delivery;

namespace RoleAssist.Core.Profiles;

/// <summary>
/// Which STS to call, in AWS' order: the environment, the profile's services section, the profile
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
/// </summary>
internal sealed class StsEndpointResolver(ProcessEnvironment environment)
{
    /// <summary>The region to ask in when nothing names one: where a partition's STS has always been.</summary>
    private static readonly Dictionary<string, string> HomeRegions = new(StringComparer.Ordinal)
    {
        ["aws"] = "us-east-1",
        ["aws-cn"] = "cn-north-1",
        ["aws-us-gov"] = "us-gov-west-1",
        ["aws-iso"] = "us-iso-east-1",
        ["aws-iso-b"] = "us-isob-east-1",
        ["aws-iso-e"] = "eu-isoe-west-1",
        ["aws-iso-f"] = "us-isof-south-1",
        ["aws-eusc"] = "eusc-de-east-1",
    };

    /// <summary>
    /// The region of the environment before that of the profile, as in AWS' SDKs; but not the one that another role
    /// left there for its own shell.
    /// </summary>
    public string? RegionOf(Profile profile)
    {
        var inherited = environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"];
        return environment[EnvironmentDelivery.ProfileVariable] is null
            ? inherited ?? profile[ProfileSettings.Region]
            : profile[ProfileSettings.Region] ?? inherited;
    }

    public (StsEndpoint Sts, ProfileEndpoints Profile) Resolve(ProfileSet profiles, Profile profile, string? region)
    {
        var ofService = ServiceUrl(profiles, profile);
        var ofProfile = profile[ProfileSettings.EndpointUrl];
        var ofEnvironment = environment["AWS_ENDPOINT_URL"];
        var url = environment["AWS_ENDPOINT_URL_STS"] ?? ofEnvironment ?? ofService ?? ofProfile;

        var sts = new StsEndpoint(region ?? HomeRegionOf(profile), url);
        return (sts, new ProfileEndpoints(
            Sts: url == ofService ? ofService : null,
            All: ofEnvironment is null || ofEnvironment == ofProfile ? ofProfile : null));
    }

    private static string HomeRegionOf(Profile profile) =>
        RoleArn.TryParse(profile[ProfileSettings.RoleArn], out var arn)
            ? HomeRegions.GetValueOrDefault(arn.Partition, HomeRegions["aws"])
            : HomeRegions["aws"];

    private static string? ServiceUrl(ProfileSet profiles, Profile profile) =>
        profile[ProfileSettings.Services] is { } name && profiles.Services.TryGetValue(name, out var services)
            ? NestedProperties.Find(services["sts"], ProfileSettings.EndpointUrl)
            : null;
}
