using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Chooses the delivery with which a session's credentials take effect in every SDK and stay fresh. Each SDK searches
/// for credentials in its own order (https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html). A
/// container's endpoint comes after nearly everything else, and SDKs disagree on whether keys come before
/// <c>AWS_PROFILE</c>.
/// </summary>
public sealed class DeliveryChooser(ProcessEnvironment environment, IProfileStore store, INetSdkProfiles netSdk)
{
    /// <summary>
    /// A working day. A command that runs longer gains nothing from an endpoint on a machine that goes to sleep.
    /// </summary>
    private const int LongSeconds = 8 * 3_600;

    private const string WithoutCode = "the session cannot be renewed without another MFA code";

    /// <summary>Some SDKs treat these as credentials even if they are empty or incomplete.</summary>
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
        ProfileSettings.VaultKey,
        ProfileSettings.SsoSession,
        ProfileSettings.SsoStartUrl,
        ProfileSettings.SsoAccountId,
        ProfileSettings.SsoRoleName,
        ProfileSettings.SsoRegion,
    ];

    /// <summary>Chooses the delivery for an environment.</summary>
    /// <param name="requested">
    /// The requested mode. It is used even if it does not take effect everywhere, with a warning.
    /// </param>
    /// <param name="use">What the environment is for.</param>
    /// <param name="region">The session's region.</param>
    /// <param name="plan">The plan of the session, if it is for a command.</param>
    /// <param name="cancellationToken">Cancels loading the AWS files.</param>
    public async Task<DeliveryChoice> ChooseAsync(
        DeliveryMode requested,
        EnvironmentUse use,
        string? region,
        PlannedSession? plan,
        CancellationToken cancellationToken
    ) =>
        requested switch
        {
            DeliveryMode.Auto => Best(
                await store.LoadAsync(cancellationToken).ConfigureAwait(false),
                use,
                region,
                plan
            ),
            DeliveryMode.Endpoint => ByName(
                requested,
                WarningOfEndpoint(await store.LoadAsync(cancellationToken).ConfigureAwait(false), use)
            ),
            DeliveryMode.Environment => ByName(
                requested,
                WarningOfKeys(await store.LoadAsync(cancellationToken).ConfigureAwait(false), use)
            ),
            _ => ByName(requested, WarningOfProfile()),
        };

    /// <summary>
    /// Requires that an endpoint takes effect in every SDK: a command that runs in many accounts must not use other
    /// credentials in any of them.
    /// </summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/>: why it does not take effect.
    /// </exception>
    public async Task RequireEndpointAsync(EnvironmentUse use, CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        if ((WhySdksDisagree(profiles) ?? ShadowOfEndpoint(profiles, use)) is { } shadow)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"The commands might not use the endpoint: {shadow}.",
                "Use the delivery 'environment', or correct this first."
            );
        }
    }

    private DeliveryChoice Best(ProfileSet profiles, EnvironmentUse use, string? region, PlannedSession? plan)
    {
        if ((WhySdksDisagree(profiles) ?? OtherRegion(profiles, region)) is { } division)
        {
            return new DeliveryChoice(
                DeliveryMode.Profile,
                $"A generated profile provides fresh credentials, and its file replaces yours: {division}.",
                WarningOfProfile()
            );
        }

        if (
            use == EnvironmentUse.Command
            && plan is not null
            && CredentialsOfDefault(profiles) is null
            && WhyKeysSuffice(plan) is { } why
        )
        {
            return new DeliveryChoice(
                DeliveryMode.Environment,
                $"The keys are set in the command's environment, because {why}."
            );
        }

        return (ShadowOfEndpoint(profiles, use) ?? Proxy()) is { } shadow
            ? new DeliveryChoice(
                DeliveryMode.Profile,
                "A generated profile provides fresh credentials and takes precedence over everything else. "
                    + $"An endpoint alone would not take effect, because {shadow}.",
                WarningOfProfile()
            )
            : new DeliveryChoice(
                DeliveryMode.Endpoint,
                "An endpoint on this machine provides fresh credentials, "
                    + "and nothing configured takes precedence over it."
            );
    }

    private static DeliveryChoice ByName(DeliveryMode mode, string? warning) =>
        new(mode, "It was requested explicitly.", warning);

    /// <summary>Returns what SDKs would use instead of the endpoint; null if there is nothing.</summary>
    private string? ShadowOfEndpoint(ProfileSet profiles, EnvironmentUse use)
    {
        var inherited = EnvironmentLayer.CanRemove(use)
            ? null
            : EnvironmentLayer.VariablesShadowingEndpoint.FirstOrDefault(environment.IsSet);
        if (inherited is not null)
        {
            return $"{inherited} is inherited, cannot be removed here and takes precedence over an endpoint";
        }

        if (netSdk.Names.Contains(ProfileNames.Default))
        {
            return "the encrypted store of AWS' SDK for .NET holds a profile 'default', "
                + "which the SDK prefers to an endpoint";
        }

        return CredentialsOfDefault(profiles) is { } credentials
            ? $"{credentials}, which SDKs prefer to an endpoint"
            : null;
    }

    /// <summary>Returns why SDKs find credentials in <c>[default]</c>; null if they find none.</summary>
    private static string? CredentialsOfDefault(ProfileSet profiles)
    {
        var profile = profiles.Find(ProfileNames.Default);
        return (profile, profile is null ? ProfileKind.Settings : ProfileKinds.Classify(profile)) switch
        {
            (_, not ProfileKind.Settings and var kind) =>
                $"the [default] profile has its own credentials ({ProfileKinds.Describe(kind)})",
            ({ } settings, _) when Array.Find(Claims, settings.Settings.ContainsKey) is { } claim =>
                $"the [default] profile has {claim}",
            _ => null,
        };
    }

    /// <summary>
    /// Returns why some SDKs cannot read the user's files or read another profile in them; null if they agree.
    /// </summary>
    private static string? WhySdksDisagree(ProfileSet profiles) =>
        profiles.Problems.FirstOrDefault(problem => problem is { SdksDisagree: true, Location: not null })
            is { Location: { } place }
            ? $"SDKs disagree on line {place.Line} of '{Path.GetFileName(place.File)}', "
                + "and some find nothing or something else in the file"
            : null;

    /// <summary>
    /// Returns the proxy that requests to the endpoint would go to. An endpoint that was requested explicitly is
    /// excluded from the proxy.
    /// </summary>
    private string? Proxy() =>
        ProxyExceptions.FindProxyVariable(environment) is { } proxy
            ? $".NET and AWS Tools for PowerShell would send its requests to the proxy in {proxy}, "
                + "because NO_PROXY does not list 127.0.0.1"
            : null;

    /// <summary>AWS Tools for PowerShell prefer the region of <c>[default]</c> to that of the environment.</summary>
    private static string? OtherRegion(ProfileSet profiles, string? region) =>
        region is not null
        && profiles.Find(ProfileNames.Default)?[ProfileSettings.Region] is { } other
        && other != region
            ? $"AWS Tools for PowerShell would use {other}, the region of [default], instead of {region}"
            : null;

    private string? WarningOfProfile() =>
        netSdk.Names.Contains(ProfileNames.Default)
            ? "AWS Tools for PowerShell 4 might not use this role: "
                + "they prefer the profile 'default' in the .NET SDK's encrypted store. "
                + "Remove it with Remove-AWSCredentialProfile -ProfileName default, or use the delivery 'environment'."
            : null;

    private string? WarningOfEndpoint(ProfileSet profiles, EnvironmentUse use) =>
        (WhySdksDisagree(profiles) ?? ShadowOfEndpoint(profiles, use)) is { } shadow
            ? $"Some programs might not use this role: {shadow}. Use the delivery 'profile', or 'auto'."
            : null;

    private string? WarningOfKeys(ProfileSet profiles, EnvironmentUse use)
    {
        var inherited = EnvironmentLayer.CanRemove(use)
            ? null
            : AwsVariables.Profiles.FirstOrDefault(environment.IsSet);
        return (use, inherited) switch
        {
            (_, not null) =>
                $"Some programs might not use this role: {inherited} is inherited and cannot be removed here, "
                    + "and SDKs disagree on whether keys take precedence over it. Use the delivery 'auto'.",
            _ when CredentialsOfDefault(profiles) is { } credentials =>
                $"Programs with AWS' SDK for .NET 3 might not use this role: {credentials}, "
                    + "which that SDK prefers to keys in the environment. Use the delivery 'auto'.",
            (EnvironmentUse.AllTerminals, _) =>
                "The keys in open terminals are not renewed and stop working when the session expires. "
                    + "Use the delivery 'auto'.",
            _ => null,
        };
    }

    /// <summary>Returns why a command gains nothing from an endpoint; null if it does.</summary>
    private static string? WhyKeysSuffice(PlannedSession plan) =>
        plan switch
        {
            { LifetimeSeconds: >= LongSeconds } => "the session lasts 8 hours or more",
            { Chain: { Steps: [], Base: KeySource } } => "they are already temporary and cannot be renewed",
            { Route: SessionRoute.Direct } => WithoutCode,
            { Route: SessionRoute.Primed } when plan.RenewableSeconds <= plan.LifetimeSeconds => WithoutCode,
            _ => null,
        };
}
