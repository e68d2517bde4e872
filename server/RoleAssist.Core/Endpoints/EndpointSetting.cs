using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Endpoints;

/// <summary>
/// A setting about endpoints. The environment variable takes precedence over the profile's setting
/// (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html).
/// </summary>
internal sealed record EndpointSetting(string Variable, string Name)
{
    public static EndpointSetting UseFips { get; } = new(AwsVariables.UseFipsEndpoint, "use_fips_endpoint");

    public static EndpointSetting UseDualStack { get; } =
        new(AwsVariables.UseDualStackEndpoint, "use_dualstack_endpoint");

    public static EndpointSetting StsRegionalEndpoints { get; } =
        new(AwsVariables.StsRegionalEndpoints, "sts_regional_endpoints");

    public static EndpointSetting IgnoreConfiguredUrls { get; } =
        new(AwsVariables.IgnoreConfiguredEndpointUrls, "ignore_configured_endpoint_urls");

    public static EndpointSetting Url { get; } = new(AwsVariables.EndpointUrl, ProfileSettings.EndpointUrl);

    public static EndpointSetting CaBundle { get; } = new(AwsVariables.CaBundle, "ca_bundle");

    /// <summary>Gets the settings other than URLs.</summary>
    public static IReadOnlyList<EndpointSetting> Modes { get; } =
    [UseFips, UseDualStack, StsRegionalEndpoints, IgnoreConfiguredUrls, CaBundle];

    /// <summary>
    /// Returns the name of the variable for one service's URL, which has the service's ID in capitals.
    /// </summary>
    public static string GetUrlVariable(string serviceKey) => $"{Url.Variable}_{serviceKey.ToUpperInvariant()}";
}
