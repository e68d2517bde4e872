using System.Collections.Frozen;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Endpoints;

/// <summary>
/// Resolves the endpoints of a profile's calls in AWS' precedence order: the environment, the profile's services
/// section, the profile, the service's endpoint rules
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
/// </summary>
public sealed class EndpointResolver(ProcessEnvironment environment)
{
    /// <summary>
    /// Returns the requested region, else that of the environment, else that of the profile, as in AWS SDKs. In a
    /// RoleAssist shell, whose environment has the region of its role, the profile takes precedence. An empty region
    /// counts as none.
    /// </summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>.</exception>
    public string? RegionOf(Profile profile, string? requested)
    {
        var inherited = environment[AwsVariables.Region] ?? environment[AwsVariables.DefaultRegion];
        var own = profile[ProfileSettings.Region];
        string?[] regions = environment[RoleAssistVariables.Profile] is null
            ? [requested, inherited, own]
            : [requested, own, inherited];
        var region = Array.Find(regions, region => !string.IsNullOrEmpty(region));
        return region is null || RegionName.IsValid(region)
            ? region
            : throw Invalid(
                profile,
                $"'{region}' is not a region.",
                "Use a region name such as eu-central-1.",
                region == own ? profile.LocationOf(ProfileSettings.Region) : null
            );
    }

    /// <summary>Resolves a service to its endpoint.</summary>
    /// <param name="service">The service.</param>
    /// <param name="profiles">The AWS files, for their services sections.</param>
    /// <param name="profile">The profile whose settings apply.</param>
    /// <param name="region">
    /// The region, from <see cref="RegionOf"/> or from the service's own setting (<c>sso_region</c>). Optional for STS:
    /// the partition in the role's ARN determines the endpoint.
    /// </param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>.</exception>
    public ServiceEndpoint Resolve(AwsService service, ProfileSet profiles, Profile profile, string? region)
    {
        var (home, note) = service == AwsService.Sts ? StsRegionOf(profile, region) : (region, null);
        return service.Resolve(RequestFor(service, profiles, profile, home)) with
        {
            CaBundle = CaBundleOf(profile),
            Note = note,
        };
    }

    /// <summary>Returns the endpoints of a service for when the region is found out later.</summary>
    /// <inheritdoc cref="Resolve" path="/exception"/>
    public RegionalEndpoints ResolveRegional(AwsService service, ProfileSet profiles, Profile profile) =>
        new(service, RequestFor(service, profiles, profile, region: null), CaBundleOf(profile));

    /// <summary>Returns the endpoint settings for tools that do not read the profile.</summary>
    public ProfileEndpoints GetEndpoints(ProfileSet profiles, Profile profile)
    {
        List<KeyValuePair<string, string>>? variables = null;
        foreach (var mode in EndpointSetting.Modes)
        {
            Add(mode.Variable, profile[mode.Name]);
        }

        if (!IsSet(EndpointSetting.IgnoreConfiguredUrls, profile))
        {
            foreach (var (service, settings) in ServicesOf(profiles, profile))
            {
                Add(EndpointSetting.GetUrlVariable(service), UrlIn(settings.Value), EndpointSetting.Url.Variable);
            }

            Add(EndpointSetting.Url.Variable, profile[ProfileSettings.EndpointUrl]);
        }

        return variables is null ? ProfileEndpoints.None : new ProfileEndpoints(variables);

        // A different value in the environment takes precedence.
        void Add(string variable, string? value, string? general = null)
        {
            if (
                value is not null
                && (Inherited(variable, profile) ?? (general is null ? null : Inherited(general, profile)) ?? value)
                    == value
            )
            {
                (variables ??= []).Add(KeyValuePair.Create(variable, value));
            }
        }
    }

    /// <summary>
    /// Returns the region for programs that use the role. It is in the role's partition, as no other accepts its
    /// credentials.
    /// </summary>
    public static string? RegionFor(Profile profile, string? region)
    {
        var partition = RoleArn.TryParse(profile[ProfileSettings.RoleArn], out var arn)
            ? Partitions.Find(arn.Partition)
            : null;
        return
            partition is null
            || (region is null ? partition == Partitions.Default : Partitions.FromRegion(region) == partition)
            ? region
            : partition.ImplicitGlobalRegion;
    }

    /// <summary>
    /// Returns the region of STS: a role is known only to STS in its own partition, whatever region is requested.
    /// </summary>
    private static (string Region, string? Note) StsRegionOf(Profile profile, string? region)
    {
        var partition = RoleArn.TryParse(profile[ProfileSettings.RoleArn], out var arn)
            ? Partitions.Find(arn.Partition)
            : null;
        return (partition, region) switch
        {
            (_, null) => ((partition ?? Partitions.Default).ImplicitGlobalRegion, null),
            (null, _) => (region, null),
            _ when Partitions.FromRegion(region) == partition => (region, null),
            _ => (
                partition.ImplicitGlobalRegion,
                $"The role is in the partition {partition.Id} and the region {region} is not. RoleAssist calls STS "
                    + $"in {partition.ImplicitGlobalRegion}, and programs get that region."
            ),
        };
    }

    private EndpointRequest RequestFor(AwsService service, ProfileSet profiles, Profile profile, string? region) =>
        new(
            region,
            IsSet(EndpointSetting.UseFips, profile),
            IsSet(EndpointSetting.UseDualStack, profile),
            UsesGlobalEndpoint(profile),
            ConfiguredUrl(service, profiles, profile)
        )
        {
            Profile = profile.Name,
        };

    private Uri? ConfiguredUrl(AwsService service, ProfileSet profiles, Profile profile)
    {
        if (IsSet(EndpointSetting.IgnoreConfiguredUrls, profile))
        {
            return null;
        }

        var inherited =
            Inherited(EndpointSetting.GetUrlVariable(service.Key), profile)
            ?? Inherited(EndpointSetting.Url.Variable, profile);
        var ofService = inherited is null
            ? RequireServices(profiles, profile)?.Settings.GetValueOrDefault(service.Key)
            : null;
        var url = inherited ?? UrlIn(ofService?.Value) ?? profile[ProfileSettings.EndpointUrl];
        return url is null ? null
            : Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.Host.Length > 0
                ? uri
            : throw Invalid(
                profile,
                $"'{url}' is not the URL of an endpoint.",
                "Specify the full URL, such as https://sts.eu-central-1.amazonaws.com.",
                inherited is not null ? null
                    : url == UrlIn(ofService?.Value) ? ofService?.Location
                    : profile.LocationOf(ProfileSettings.EndpointUrl)
            );
    }

    /// <summary>
    /// Reads a variable about endpoints. Such variables are for AWS or a replacement, so the sandbox ignores them.
    /// </summary>
    private string? Inherited(string variable, Profile profile) => profile.IsSandbox ? null : environment[variable];

    private static string? UrlIn(string? nested) => NestedProperties.Find(nested, ProfileSettings.EndpointUrl);

    private static IReadOnlyDictionary<string, Setting> ServicesOf(ProfileSet profiles, Profile profile) =>
        profile[ProfileSettings.Services] is { } name && profiles.Services.TryGetValue(name, out var services)
            ? services.Settings
            : FrozenDictionary<string, Setting>.Empty;

    /// <summary>Returns the services section that the profile uses; null if it uses none.</summary>
    private static Profile? RequireServices(ProfileSet profiles, Profile profile)
    {
        if (profile[ProfileSettings.Services] is not { } name)
        {
            return null;
        }

        profiles.RequireUsable(SectionName.Services(name), profile.Name);
        return profiles.Services.TryGetValue(name, out var services)
            ? services
            : throw profile.Invalid(
                ProfileSettings.Services,
                $"Profile '{profile.Name}' uses the services section '{name}', which does not exist.",
                NearMisses.Question(name, profiles.Services.Keys)
                    ?? $"Add a section [services {name}] to the config file, or remove the setting."
            );
    }

    private bool UsesGlobalEndpoint(Profile profile) =>
        Read(EndpointSetting.StsRegionalEndpoints, profile) switch
        {
            ({ } legacy, _, _) when legacy.Equals("legacy", StringComparison.OrdinalIgnoreCase) => true,
            ({ } regional, _, _) when regional.Equals("regional", StringComparison.OrdinalIgnoreCase) => false,
            (null, _, _) => false,
            var (value, source, location) => throw Invalid(
                profile,
                $"{source} = {value} is neither legacy nor regional.",
                "Use regional, or remove it.",
                location
            ),
        };

    private bool IsSet(EndpointSetting setting, Profile profile) =>
        Read(setting, profile) switch
        {
            (null, _, _) => false,
            ({ } text, _, _) when bool.TryParse(text, out var value) => value,
            var (text, source, location) => throw Invalid(
                profile,
                $"{source} = {text} is neither true nor false.",
                "Use true or false.",
                location
            ),
        };

    private CaBundle? CaBundleOf(Profile profile) =>
        Read(EndpointSetting.CaBundle, profile) is ({ } path, var source, var location)
            ? new CaBundle(path, source, location)
            : null;

    private (string? Value, string Source, SourceLocation? Location) Read(EndpointSetting setting, Profile profile) =>
        Inherited(setting.Variable, profile) is { } value
            ? (value, setting.Variable, null)
            : (profile[setting.Name], setting.Name, profile.LocationOf(setting.Name));

    private static RoleAssistException Invalid(
        Profile profile,
        string message,
        string hint,
        SourceLocation? location
    ) => new(ErrorCode.ConfigurationInvalid, message, hint) { Profile = profile.Name, Location = location };
}
