using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Finds the source of credentials that a profile describes, in the order in which AWS' SDKs look within one
/// profile, and the sources that they turn to when no profile has any
/// (https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html).
/// </summary>
internal sealed class CredentialSourceResolver(ProcessEnvironment environment, EndpointResolver endpoints)
{
    public const string EnvironmentName = "Environment";
    private const string InstanceMetadataName = "Ec2InstanceMetadata";
    private const string ContainerName = "EcsContainer";

    /// <summary>The same for another place: what <c>credential_source</c> names is taken to be there.</summary>
    public CredentialSourceResolver Elsewhere => new(environment, endpoints) { IsElsewhere = true };

    private bool IsElsewhere { get; init; }

    /// <summary>The source that the profile itself describes; null where it describes none.</summary>
    /// <exception cref="RoleAssistException">A source is described only in part, or in a way that cannot work.</exception>
    public CredentialSource? Of(ProfileSet profiles, Profile profile) =>
        WebIdentityOf(profile)
        ?? Unless(StepsBack(profile), () => Named(profile) ?? SsoSources.Of(profiles, profile) ?? (CredentialSource?)LoginOf(profile))
        ?? ProcessOf(profile)
        ?? (CredentialSource?)KeysOf(profile);

    /// <summary>
    /// Whether what comes before a process or keys gives no credentials, as every SDK finds: an unknown source without a role,
    /// a sign-in that names neither account nor role, or a console login, which RoleAssist leaves to the AWS CLI.
    /// </summary>
    internal static bool StepsBack(Profile profile) =>
        (profile[ProfileSettings.CredentialProcess] is not null || HasKeys(profile))
        && (profile[ProfileSettings.CredentialSource], profile[ProfileSettings.RoleArn]) switch
        {
            ({ } source, null) => KindOf(source) == ProfileKind.Settings,
            ({ }, _) => false,
            _ => (profile[ProfileSettings.SsoAccountId] ?? profile[ProfileSettings.SsoRoleName]) is null,
        };

    private static CredentialSource? Unless(bool stepsBack, Func<CredentialSource?> source) => stepsBack ? null : source();

    /// <summary>What a value of <c>credential_source</c> makes of a profile.</summary>
    public static ProfileKind KindOf(string credentialSource) => credentialSource switch
    {
        EnvironmentName => ProfileKind.Environment,
        InstanceMetadataName => ProfileKind.InstanceMetadata,
        ContainerName => ProfileKind.Container,
        _ => ProfileKind.Settings,
    };

    /// <summary>The keys in the environment, or null where either half is missing.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>: a key holds a character that none has.</exception>
    public KeySource? Environment() =>
        EnvironmentCredentials.Read(environment) is { } keys ? new KeySource(BaseKind.Environment, null, keys) : null;

    /// <summary>What is left to ask when neither the environment nor a profile has keys; null where there is nothing.</summary>
    /// <param name="profile">The profile whose settings say how.</param>
    public CredentialSource? Surroundings(Profile profile) =>
        WebIdentityOfEnvironment()
        ?? ContainerSources.Of(environment, profile: null)
        ?? (CredentialSource?)(InstanceMetadataSources.Of(environment, profile) is { } metadata ? metadata with { Profile = null } : null);

    /// <summary>
    /// The source with the addresses at which it is called. As in AWS' SDKs it is the selected profile whose settings
    /// hold for every call of a chain, whichever profile describes the source.
    /// </summary>
    /// <param name="sts">The STS that the chain's own calls go to.</param>
    public CredentialSource At(CredentialSource source, ProfileSet profiles, Profile selected, ServiceEndpoint sts) => source switch
    {
        WebIdentitySource web => web with { Sts = sts },
        SsoSource sso => sso with
        {
            Portal = endpoints.Resolve(AwsService.Sso, profiles, selected, sso.Region),
            Oidc = endpoints.Resolve(AwsService.SsoOidc, profiles, selected, sso.Region),
        },
        _ => source,
    };

    /// <summary>The keys of a profile, both halves of them; null where there is none.</summary>
    public static KeySource? KeysOf(Profile profile)
    {
        switch (profile[ProfileSettings.AccessKeyId], profile[ProfileSettings.SecretAccessKey], profile[ProfileSettings.SessionToken] ?? profile[ProfileSettings.SecurityToken])
        {
            case ({ } id, { } secret, var token):
                RequireReadable(profile, ProfileSettings.AccessKeyId, id);
                RequireReadable(profile, ProfileSettings.SecretAccessKey, secret);
                RequireReadable(profile, profile[ProfileSettings.SessionToken] is null ? ProfileSettings.SecurityToken : ProfileSettings.SessionToken, token);
                return new KeySource(
                    BaseKind.AccessKey,
                    profile.Name,
                    new AwsCredentials(id, secret, token, AccountId: profile[ProfileSettings.AccountId]));
            case (null, null, null):
                return null;
            case (not null, null, _):
                throw profile.Invalid(
                    ProfileSettings.AccessKeyId,
                    $"The keys of '{profile.Name}' are incomplete: profile missing aws_secret_access_key.",
                    "Add the secret, or remove the id.");
            default:
                throw profile.Invalid(
                    profile[ProfileSettings.SecretAccessKey] is null ? ProfileSettings.SessionToken : ProfileSettings.SecretAccessKey,
                    $"The keys of '{profile.Name}' are incomplete: profile missing aws_access_key_id.",
                    "Add the id, or remove the secret.");
        }
    }

    /// <summary>Keys are printable ASCII. A character that nobody sees comes along when one is copied from a page.</summary>
    private static void RequireReadable(Profile profile, string setting, string? value)
    {
        if (EnvironmentCredentials.Strange(value) is { } strange)
        {
            throw profile.Invalid(setting, $"{setting} of profile '{profile.Name}' holds {strange}, which no key has.", "Copy the key again, without blanks or invisible characters.");
        }
    }

    public static bool HasKeys(Profile profile) =>
        profile[ProfileSettings.AccessKeyId] is not null && profile[ProfileSettings.SecretAccessKey] is not null;

    /// <summary>The value of <c>credential_source</c> that names a source; null where none does.</summary>
    public static string? NameOf(BaseKind kind) => kind switch
    {
        BaseKind.Environment => EnvironmentName,
        BaseKind.InstanceMetadata => InstanceMetadataName,
        BaseKind.Container => ContainerName,
        _ => null,
    };

    private CredentialSource? Named(Profile profile) => profile[ProfileSettings.CredentialSource] switch
    {
        null => null,
        EnvironmentName when IsElsewhere => new KeySource(BaseKind.Environment, null, new AwsCredentials("", "")),
        ContainerName when IsElsewhere => new ContainerSource(profile.Name, ContainerSources.Agent, null, null),
        InstanceMetadataName when IsElsewhere => new InstanceMetadataSource(profile.Name, InstanceMetadataSources.Address, AllowV1: false),
        EnvironmentName => Environment() ?? throw new RoleAssistException(
            ErrorCode.CredentialsMissing,
            $"Profile '{profile.Name}' takes its credentials from the environment, which has none.",
            "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a source_profile.")
        { Profile = profile.Name, Location = profile.LocationOf(ProfileSettings.CredentialSource) },
        ContainerName => ContainerSources.Of(environment, profile.Name) ?? throw new RoleAssistException(
            ErrorCode.CredentialsMissing,
            $"Profile '{profile.Name}' takes its credentials from a container's endpoint, but no environment variables were set to configure it.",
            "Run this in the container, or name a source_profile.")
        { Profile = profile.Name, Location = profile.LocationOf(ProfileSettings.CredentialSource) },
        InstanceMetadataName => InstanceMetadataSources.Of(environment, profile) ?? throw new RoleAssistException(
            ErrorCode.CredentialsMissing,
            $"Profile '{profile.Name}' takes its credentials from the instance's metadata, which AWS_EC2_METADATA_DISABLED turns off.",
            "Remove that variable, or name a source_profile.")
        { Profile = profile.Name, Location = profile.LocationOf(ProfileSettings.CredentialSource) },
        var unknown => throw profile.Invalid(
            ProfileSettings.CredentialSource,
            $"Profile '{profile.Name}' has an unknown credential_source '{unknown}'.",
            $"It may be {EnvironmentName}, {InstanceMetadataName} or {ContainerName}."),
    };

    private static WebIdentitySource? WebIdentityOf(Profile profile)
    {
        if (profile[ProfileSettings.WebIdentityTokenFile] is not { } file)
        {
            return null;
        }

        if (profile[ProfileSettings.RoleArn] is not { } roleArn)
        {
            throw profile.Invalid(
                ProfileSettings.WebIdentityTokenFile,
                $"In profile '{profile.Name}' `web_identity_token_file` was specified but `role_arn` was missing.",
                "Add the role_arn of the role that trusts the token.");
        }

        RoleReference.Require(profile);
        StsRules.RoleSessionName.Require(profile, ProfileSettings.RoleSessionName);
        return new WebIdentitySource(
            profile.Name, roleArn, file, profile[ProfileSettings.RoleSessionName], StsRules.RoleDuration.Read(profile));
    }

    private WebIdentitySource? WebIdentityOfEnvironment() =>
        (environment[AwsVariables.WebIdentityTokenFile], environment[AwsVariables.RoleArn]) is ({ } file, { } roleArn)
            ? new WebIdentitySource(null, roleArn, file, environment[AwsVariables.RoleSessionName], null)
            : null;

    private static LoginSource? LoginOf(Profile profile) =>
        profile[ProfileSettings.LoginSession] is { } session ? new LoginSource(profile.Name, session) : null;

    private static ProcessSource? ProcessOf(Profile profile) =>
        profile[ProfileSettings.CredentialProcess] is { } command
            ? new ProcessSource(profile.Name, command, profile[ProfileSettings.AccountId])
            : null;
}
