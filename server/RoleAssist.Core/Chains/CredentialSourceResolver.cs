using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Finds the credential source that a profile describes, in the precedence order of AWS SDKs within one profile, and
/// the fallback sources for when no profile has one
/// (https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html).
/// </summary>
internal sealed class CredentialSourceResolver(ProcessEnvironment environment, EndpointResolver endpoints)
{
    public const string EnvironmentName = "Environment";
    private const string InstanceMetadataName = "Ec2InstanceMetadata";
    private const string ContainerName = "EcsContainer";
    private const string HandOutKey = "key";

    /// <summary>
    /// Gets a resolver for another machine, on which what <c>credential_source</c> refers to is assumed to exist.
    /// </summary>
    public CredentialSourceResolver Elsewhere => new(environment, endpoints) { IsElsewhere = true };

    private bool IsElsewhere { get; init; }

    /// <summary>Returns the source that the profile itself describes; null if there is none.</summary>
    /// <exception cref="RoleAssistException">A source is incomplete or invalid.</exception>
    public CredentialSource? Resolve(ProfileSet profiles, Profile profile) =>
        WebIdentityOf(profile)
        ?? Unless(
            StepsBack(profile),
            () =>
                FromCredentialSource(profile)
                ?? SsoSources.Resolve(profiles, profile)
                ?? (CredentialSource?)LoginOf(profile)
        )
        ?? VaultOf(profile)
        ?? ProcessOf(profile)
        ?? (CredentialSource?)KeysOf(profile);

    /// <summary>
    /// Whether a source with higher precedence is skipped in favor of a process or keys because it provides no
    /// credentials, as in every SDK: an unknown source without a role, or SSO settings with neither account nor role. A
    /// console login yields to both too.
    /// </summary>
    internal static bool StepsBack(Profile profile) =>
        (
            (profile[ProfileSettings.CredentialProcess] ?? profile[ProfileSettings.VaultKey]) is not null
            || HasKeys(profile)
        )
        && (profile[ProfileSettings.CredentialSource], profile[ProfileSettings.RoleArn]) switch
        {
            ({ } source, null) => KindOf(source) == ProfileKind.Settings,
            ({ }, _) => false,
            _ => (profile[ProfileSettings.SsoAccountId] ?? profile[ProfileSettings.SsoRoleName]) is null,
        };

    private static CredentialSource? Unless(bool stepsBack, Func<CredentialSource?> source) =>
        stepsBack ? null : source();

    /// <summary>Returns the kind of profile that a value of <c>credential_source</c> makes.</summary>
    public static ProfileKind KindOf(string credentialSource) =>
        credentialSource switch
        {
            EnvironmentName => ProfileKind.Environment,
            InstanceMetadataName => ProfileKind.InstanceMetadata,
            ContainerName => ProfileKind.Container,
            _ => ProfileKind.Settings,
        };

    /// <summary>Returns the keys in the environment; null if either half is missing.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/>: a key contains a character that keys cannot contain.
    /// </exception>
    public KeySource? Environment() =>
        EnvironmentCredentials.Read(environment) is { } keys
            ? new KeySource(ProfileKind.Environment, null, keys)
            : null;

    /// <summary>
    /// Returns the fallback source when neither the environment nor a profile has keys; null if there is none.
    /// </summary>
    /// <param name="profile">The profile whose settings configure the source.</param>
    public CredentialSource? FindAmbient(Profile profile) =>
        WebIdentityOfEnvironment()
        ?? ContainerSources.Resolve(environment, profile: null)
        ?? (CredentialSource?)(
            InstanceMetadataSources.Resolve(environment, profile) is { } metadata
                ? metadata with
                {
                    Profile = null,
                }
                : null
        );

    /// <summary>
    /// Returns the source with its endpoints. As in AWS SDKs, the settings of the selected profile apply to every call
    /// of a chain, whichever profile describes the source.
    /// </summary>
    /// <param name="sts">The STS endpoint of the chain's own calls.</param>
    public CredentialSource At(CredentialSource source, ProfileSet profiles, Profile selected, ServiceEndpoint sts) =>
        source switch
        {
            WebIdentitySource web => web with { Sts = sts },
            SsoSource sso => sso with
            {
                Portal = endpoints.Resolve(AwsService.Sso, profiles, selected, sso.Region),
                Oidc = endpoints.Resolve(AwsService.SsoOidc, profiles, selected, sso.Region),
                IsSandbox = selected.IsSandbox,
            },
            LoginSource login => At(login, profiles, selected),
            _ => source,
        };

    /// <summary>Returns a console login with its endpoints, and the regions that may have issued it.</summary>
    public LoginSource At(LoginSource source, ProfileSet profiles, Profile selected) =>
        source with
        {
            Signin = endpoints.ResolveRegional(AwsService.Signin, profiles, selected),
            Regions = LoginRegions(source, profiles, selected),
            IsSandbox = selected.IsSandbox,
        };

    /// <summary>
    /// Returns where a login may have been made: in the region of its profile, of the selected profile, of the
    /// environment, or in the partition's home region. All are in the partition of the identity, if that is known.
    /// </summary>
    private IReadOnlyList<string> LoginRegions(LoginSource login, ProfileSet profiles, Profile selected)
    {
        string?[] likely =
        [
            login.Profile is { } name ? profiles.Find(name)?[ProfileSettings.Region] : null,
            selected[ProfileSettings.Region],
            endpoints.RegionOf(selected, requested: null),
        ];
        var regions = likely.OfType<string>().Where(RegionName.IsValid).ToList();
        var partition =
            Partitions.Find(Arn.PartitionOf(login.LoginSession) ?? "")
            ?? (regions is [var first, ..] ? Partitions.FromRegion(first) : Partitions.Default);
        return
        [
            .. regions
                .Where(region => Partitions.FromRegion(region) == partition)
                .Append(partition.ImplicitGlobalRegion)
                .Distinct(),
        ];
    }

    /// <summary>Returns the keys of a profile; null if it has none.</summary>
    public static KeySource? KeysOf(Profile profile)
    {
        switch
            (
                profile[ProfileSettings.AccessKeyId],
                profile[ProfileSettings.SecretAccessKey],
                profile[ProfileSettings.SessionToken] ?? profile[ProfileSettings.SecurityToken]
            )

        {
            case ({ } id, { } secret, var token):
                RequireReadable(profile, ProfileSettings.AccessKeyId, id);
                RequireReadable(profile, ProfileSettings.SecretAccessKey, secret);
                RequireReadable(
                    profile,
                    profile[ProfileSettings.SessionToken] is null
                        ? ProfileSettings.SecurityToken
                        : ProfileSettings.SessionToken,
                    token
                );
                return new KeySource(
                    ProfileKind.AccessKey,
                    profile.Name,
                    new AwsCredentials(id, secret, token, AccountId: profile[ProfileSettings.AccountId])
                );
            case (null, null, null):
                return null;
            case (not null, null, _):
                throw profile.Invalid(
                    ProfileSettings.AccessKeyId,
                    $"The keys of '{profile.Name}' are incomplete: profile missing aws_secret_access_key.",
                    "Add aws_secret_access_key, or remove aws_access_key_id."
                );
            default:
                throw profile.Invalid(
                    profile[ProfileSettings.SecretAccessKey] is null
                        ? ProfileSettings.SessionToken
                        : ProfileSettings.SecretAccessKey,
                    $"The keys of '{profile.Name}' are incomplete: profile missing aws_access_key_id.",
                    "Add aws_access_key_id, or remove the other key settings."
                );
        }
    }

    /// <summary>Keys are printable ASCII. Copying one from a web page can add invisible characters.</summary>
    private static void RequireReadable(Profile profile, string setting, string? value)
    {
        if (EnvironmentCredentials.Strange(value) is { } strange)
        {
            throw profile.Invalid(
                setting,
                $"{setting} of profile '{profile.Name}' contains {strange}, which is not valid in a key.",
                "Copy the key again, without blanks or invisible characters."
            );
        }
    }

    public static bool HasKeys(Profile profile) =>
        profile[ProfileSettings.AccessKeyId] is not null && profile[ProfileSettings.SecretAccessKey] is not null;

    /// <summary>Returns the value of <c>credential_source</c> for a kind of source; null if there is none.</summary>
    public static string? NameOf(ProfileKind kind) =>
        kind switch
        {
            ProfileKind.Environment => EnvironmentName,
            ProfileKind.InstanceMetadata => InstanceMetadataName,
            ProfileKind.Container => ContainerName,
            _ => null,
        };

    private CredentialSource? FromCredentialSource(Profile profile) =>
        profile[ProfileSettings.CredentialSource] switch
        {
            null => null,
            EnvironmentName when IsElsewhere => new KeySource(
                ProfileKind.Environment,
                null,
                new AwsCredentials("", "")
            ),
            ContainerName when IsElsewhere => new ContainerSource(profile.Name, ContainerSources.Agent, null, null),
            InstanceMetadataName when IsElsewhere => new InstanceMetadataSource(
                profile.Name,
                InstanceMetadataSources.Address,
                AllowV1: false
            ),
            EnvironmentName => Environment()
                ?? throw new RoleAssistException(
                    ErrorCode.CredentialsMissing,
                    $"Profile '{profile.Name}' uses credential_source Environment, but the environment contains no "
                        + "credentials.",
                    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use a source_profile."
                )
                {
                    Profile = profile.Name,
                    Location = profile.LocationOf(ProfileSettings.CredentialSource),
                },
            ContainerName => ContainerSources.Resolve(environment, profile.Name)
                ?? throw new RoleAssistException(
                    ErrorCode.CredentialsMissing,
                    $"Profile '{profile.Name}' uses credential_source EcsContainer, but no environment variables were set "
                        + "to configure it.",
                    "Run this in the container, or use a source_profile."
                )
                {
                    Profile = profile.Name,
                    Location = profile.LocationOf(ProfileSettings.CredentialSource),
                },
            InstanceMetadataName => InstanceMetadataSources.Resolve(environment, profile)
                ?? throw new RoleAssistException(
                    ErrorCode.CredentialsMissing,
                    $"Profile '{profile.Name}' uses credential_source Ec2InstanceMetadata, but AWS_EC2_METADATA_DISABLED is "
                        + "set.",
                    "Unset that variable, or use a source_profile."
                )
                {
                    Profile = profile.Name,
                    Location = profile.LocationOf(ProfileSettings.CredentialSource),
                },
            var unknown => throw profile.Invalid(
                ProfileSettings.CredentialSource,
                $"Profile '{profile.Name}' has an unknown credential_source '{unknown}'.",
                $"Use {EnvironmentName}, {InstanceMetadataName} or {ContainerName}."
            ),
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
                "Add the role_arn of the role that trusts the token."
            );
        }

        RoleReference.Require(profile);
        StsRules.RoleSessionName.Require(profile, ProfileSettings.RoleSessionName);
        return new WebIdentitySource(
            profile.Name,
            roleArn,
            file,
            profile[ProfileSettings.RoleSessionName],
            StsRules.RoleDuration.Read(profile)
        );
    }

    private WebIdentitySource? WebIdentityOfEnvironment() =>
        (environment[AwsVariables.WebIdentityTokenFile], environment[AwsVariables.RoleArn]) is ({ } file, { } roleArn)
            ? new WebIdentitySource(null, roleArn, file, environment[AwsVariables.RoleSessionName], null)
            : null;

    private static LoginSource? LoginOf(Profile profile) =>
        profile[ProfileSettings.LoginSession] is { } session ? new LoginSource(profile.Name, session) : null;

    /// <summary>
    /// Returns the profile's key in the vault. It replaces the profile's <c>credential_process</c>, which is there for
    /// other tools and runs RoleAssist.
    /// </summary>
    public static VaultSource? VaultOf(Profile profile)
    {
        if (profile[ProfileSettings.VaultKey] is not { } id)
        {
            return null;
        }

        var name =
            SecretName.TryCreate(SecretKind.Key, id)
            ?? throw profile.Invalid(
                ProfileSettings.VaultKey,
                $"{ProfileSettings.VaultKey} of profile '{profile.Name}' is not the ID of a key in the vault.",
                $"Add the key again with roleassist vault add {ShellWord.Of(profile.Name)}, or remove the line."
            );
        return new VaultSource(profile.Name, name, profile[ProfileSettings.AccountId])
        {
            HandsOutKey = profile[ProfileSettings.VaultHandOut] == HandOutKey,
        };
    }

    private static ProcessSource? ProcessOf(Profile profile) =>
        profile[ProfileSettings.CredentialProcess] is { } command
            ? new ProcessSource(profile.Name, command, profile[ProfileSettings.AccountId])
            : null;
}
