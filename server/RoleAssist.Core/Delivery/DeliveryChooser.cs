using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Finds the way in which a session's credentials win in every SDK and stay fresh. SDKs look for credentials in an order
/// of their own (https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html), in which a container's
/// endpoint comes after nearly everything else, and disagree on whether keys come before <c>AWS_PROFILE</c>.
/// </summary>
public sealed class DeliveryChooser(ProcessEnvironment environment, IProfileStore store, INetSdkProfiles netSdk)
{
    /// <summary>A working day: who needs a command for longer is not helped by an endpoint on a machine that goes to sleep.</summary>
    private const int LongSeconds = 8 * 3_600;

    private const string WithoutCode = "the session cannot be renewed without another MFA code";

    /// <summary>Some SDKs take these for credentials even where they are empty or make none.</summary>
    private static readonly string[] Claims =
    [
        ProfileSettings.AccessKeyId,
        ProfileSettings.SecretAccessKey,
        ProfileSettings.RoleArn,
        ProfileSettings.SourceProfile,
        ProfileSettings.CredentialSource,
        ProfileSettings.CredentialProcess,
        ProfileSettings.WebIdentityTokenFile,
        ProfileSettings.LoginSession,
        ProfileSettings.SsoSession,
        ProfileSettings.SsoStartUrl,
        ProfileSettings.SsoAccountId,
        ProfileSettings.SsoRoleName,
        ProfileSettings.SsoRegion,
    ];

    /// <summary>The way for an environment.</summary>
    /// <param name="wished">What somebody wishes by name, who gets it with a warning where it will not win.</param>
    /// <param name="use">What the environment is for.</param>
    /// <param name="region">The region that the session works in.</param>
    /// <param name="plan">How the session comes about, where it is for a command.</param>
    /// <param name="cancellationToken">Ends the waiting for the AWS files.</param>
    public async Task<DeliveryChoice> ChooseAsync(
        DeliveryMode wished, EnvironmentUse use, string? region, PlannedSession? plan, CancellationToken cancellationToken) => wished switch
    {
        DeliveryMode.Auto => Best(await store.LoadAsync(cancellationToken).ConfigureAwait(false), use, region, plan),
        DeliveryMode.Endpoint => ByName(wished, WarningOfEndpoint(await store.LoadAsync(cancellationToken).ConfigureAwait(false), use)),
        DeliveryMode.Environment => ByName(wished, WarningOfKeys(await store.LoadAsync(cancellationToken).ConfigureAwait(false), use)),
        _ => ByName(wished, WarningOfProfile()),
    };

    private DeliveryChoice Best(ProfileSet profiles, EnvironmentUse use, string? region, PlannedSession? plan)
    {
        if ((Division(profiles) ?? OtherRegion(profiles, region)) is { } division)
        {
            return new DeliveryChoice(
                DeliveryMode.Profile, $"A generated profile leads to fresh credentials, and its file is read in place of yours: {division}.", WarningOfProfile());
        }

        if (use == EnvironmentUse.Command && plan is not null && CredentialsOfDefault(profiles) is null && WhyKeysDo(plan) is { } why)
        {
            return new DeliveryChoice(DeliveryMode.Environment, $"The keys are in the command's environment, because {why}.");
        }

        return (ShadowOfEndpoint(profiles, use) ?? Proxy()) is { } shadow
            ? new DeliveryChoice(DeliveryMode.Profile, $"A generated profile leads to fresh credentials and comes before all else: an endpoint alone would lose, because {shadow}.", WarningOfProfile())
            : new DeliveryChoice(DeliveryMode.Endpoint, "An endpoint on this machine gives fresh credentials, and nothing that is configured comes before it.");
    }

    private static DeliveryChoice ByName(DeliveryMode mode, string? warning) => new(mode, "It was asked for by name.", warning);

    /// <summary>What SDKs would take before the endpoint; null where there is nothing.</summary>
    private string? ShadowOfEndpoint(ProfileSet profiles, EnvironmentUse use)
    {
        var inherited = EnvironmentLayer.CanRemove(use) ? null : EnvironmentLayer.RivalsOfEndpoint.FirstOrDefault(environment.IsSet);
        if (inherited is not null)
        {
            return $"{inherited} is inherited, cannot be removed here and comes before an endpoint";
        }

        if (netSdk.Names.Contains(ProfileNames.Default))
        {
            return "AWS' SDK for .NET keeps a profile 'default' in its encrypted store, which it takes before an endpoint";
        }

        return CredentialsOfDefault(profiles) is { } credentials ? $"{credentials}, which SDKs take before an endpoint" : null;
    }

    /// <summary>Why SDKs find credentials in <c>[default]</c>; null where they find none.</summary>
    private static string? CredentialsOfDefault(ProfileSet profiles)
    {
        var profile = profiles.Find(ProfileNames.Default);
        return (profile, profile is null ? ProfileKind.Settings : ProfileKinds.Of(profile)) switch
        {
            (_, not ProfileKind.Settings and var kind) => $"the profile [default] has credentials of its own ({ProfileKinds.Describe(kind)})",
            ({ } settings, _) when Array.Find(Claims, settings.Settings.ContainsKey) is { } claim => $"the profile [default] has {claim}",
            _ => null,
        };
    }

    /// <summary>What keeps some SDKs from the person's files, or makes them read another profile there; null where there is nothing.</summary>
    private static string? Division(ProfileSet profiles) => profiles.Problems.FirstOrDefault(problem => problem is { DividesSdks: true, Location: not null }) is { Location: { } place }
        ? $"SDKs do not agree on line {place.Line} of '{Path.GetFileName(place.File)}', and some find nothing or something else in the file"
        : null;

    /// <summary>The proxy that requests to the endpoint would go to. Who asks for the endpoint by name gets an exception from it.</summary>
    private string? Proxy() => ProxyExceptions.ProxyOf(environment) is { } proxy
        ? $".NET and AWS Tools for PowerShell would send its requests to the proxy of {proxy}, as NO_PROXY does not list 127.0.0.1"
        : null;

    /// <summary>AWS Tools for PowerShell take the region of <c>[default]</c> before that of the environment.</summary>
    private static string? OtherRegion(ProfileSet profiles, string? region) =>
        region is not null && profiles.Find(ProfileNames.Default)?[ProfileSettings.Region] is { } other && other != region
            ? $"AWS Tools for PowerShell work in {other}, the region of [default], and not in {region}"
            : null;

    private string? WarningOfProfile() => netSdk.Names.Contains(ProfileNames.Default)
        ? "AWS Tools for PowerShell 4 may not get this role: they take the profile 'default' of the .NET SDK's encrypted store before all others. "
            + "Remove it with Remove-AWSCredentialProfile -ProfileName default, or use the delivery 'environment'."
        : null;

    private string? WarningOfEndpoint(ProfileSet profiles, EnvironmentUse use) => (Division(profiles) ?? ShadowOfEndpoint(profiles, use)) is { } shadow
        ? $"Programs may not get this role: {shadow}. Use the delivery 'profile', or 'auto'."
        : null;

    private string? WarningOfKeys(ProfileSet profiles, EnvironmentUse use)
    {
        var inherited = EnvironmentLayer.CanRemove(use) ? null : AwsVariables.Profiles.FirstOrDefault(environment.IsSet);
        return (use, inherited) switch
        {
            (_, not null) => $"Some programs may not get this role: {inherited} is inherited and cannot be removed here, and SDKs disagree on whether keys come before it. Use the delivery 'auto'.",
            _ when CredentialsOfDefault(profiles) is { } credentials =>
                $"Programs with AWS' SDK for .NET 3 may not get this role: {credentials}, which that SDK takes before keys in the environment. Use the delivery 'auto'.",
            (EnvironmentUse.AllTerminals, _) => "The keys in open terminals are good until the session ends and are not renewed there. Use the delivery 'auto'.",
            _ => null,
        };
    }

    /// <summary>Why a command gains nothing from an endpoint; null where it does.</summary>
    private static string? WhyKeysDo(PlannedSession plan) => plan switch
    {
        { LifetimeSeconds: >= LongSeconds } => "the session lasts for 8 hours or more",
        { Chain: { Steps: [], Base: KeySource } } => "they are temporary already and nobody can renew them",
        { Route: SessionRoute.Direct } => WithoutCode,
        { Route: SessionRoute.Primed } when plan.RenewableSeconds <= plan.LifetimeSeconds => WithoutCode,
        _ => null,
    };
}
