using System.Globalization;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Resolves a target to a chain of STS calls, as AWS SDKs do
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html). Makes no network calls.
/// </summary>
public sealed class RoleChainResolver
{
    private readonly ProcessEnvironment _environment;
    private readonly EndpointResolver _endpoints;
    private readonly EndpointResolver _endpointsOfRole;
    private readonly CredentialSourceResolver _sources;
    private KnownSession? _lastSession;

    public RoleChainResolver(ProcessEnvironment environment)
    {
        _environment = environment;

        // The region and endpoints in a role's shell are not for other profiles.
        _endpoints = new EndpointResolver(environment.Without(RoleAssistVariables.Listed(environment)));
        _endpointsOfRole = new EndpointResolver(environment);
        _sources = new CredentialSourceResolver(environment, _endpoints);
    }

    /// <summary>Gets the profile that AWS tools use if none is specified.</summary>
    public string DefaultProfile => NamedByEnvironment ?? ProfileNames.Default;

    private string? NamedByEnvironment => ProfileNames.GetSelected(_environment);

    /// <summary>Resolves a profile, a role ARN or the default identity to a chain.</summary>
    /// <param name="profiles">The AWS files.</param>
    /// <param name="target">The profile or role to assume.</param>
    /// <exception cref="RoleAssistException">One of the configuration codes: the target has no valid chain.</exception>
    public RoleChain Resolve(ProfileSet profiles, AssumeTarget target) =>
        Resolve(new ChainWalk(profiles, _sources), target);

    /// <summary>
    /// Resolves a target for generated code, which runs on another machine: ambient credentials need not exist here.
    /// </summary>
    /// <inheritdoc cref="Resolve(ProfileSet, AssumeTarget)"/>
    public RoleChain ResolveForCode(ProfileSet profiles, AssumeTarget target) =>
        Resolve(new ChainWalk(profiles, _sources.Elsewhere), target);

    /// <summary>Resolves one profile of a list, sharing the results of earlier walks.</summary>
    /// <inheritdoc cref="Resolve(ProfileSet, AssumeTarget)" path="/exception"/>
    internal RoleChain Resolve(ProfileSet profiles, string profile, ChainCache known) =>
        Resolve(new ChainWalk(profiles, _sources, known), new AssumeTarget { Profile = profile });

    /// <summary>Resolves the endpoint of another service that a profile's user calls.</summary>
    /// <param name="service">The service.</param>
    /// <param name="profiles">The AWS files.</param>
    /// <param name="profile">The name of the profile whose settings apply.</param>
    /// <param name="partition">The user's partition, as no other knows the user.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>.</exception>
    public ServiceEndpoint EndpointOf(AwsService service, ProfileSet profiles, string profile, Partition partition)
    {
        var settings = GetProfile(profiles, profile);
        var region = _endpoints.RegionOf(settings, requested: null);
        return _endpoints.Resolve(
            service,
            profiles,
            settings,
            region is not null && Partitions.FromRegion(region) == partition ? region : partition.ImplicitGlobalRegion
        );
    }

    /// <summary>Returns the console login that a profile without credentials would get, with its endpoints.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>.</exception>
    public LoginSource NewLogin(ProfileSet profiles, Profile profile) =>
        _sources.At(new LoginSource(profile.Name, LoginSource.NotKnown), profiles, profile);

    private RoleChain Resolve(ChainWalk walk, AssumeTarget target)
    {
        var profiles = walk.Profiles;
        var (profile, source) = Begin(walk, target);
        if (walk.Steps is [.., AssumeRoleStep last])
        {
            SessionParameters.Require(target);
            var role = SessionParameters.Apply(target, last);
            walk.ReplaceLast(target.Agent is null ? role : AgentScope.Narrow(role, target));
        }
        else
        {
            SessionParameters.RequireNone(target, profile.Name);
            source = SessionParameters.Apply(target, source);
            if (source.MayBeLongLived)
            {
                walk.Add(UserSession(profile));
            }
        }

        var endpoints = IsDelivered(target) ? _endpointsOfRole : _endpoints;
        var asked = WithRoleOfWebIdentity(profile, source);
        var named = endpoints.RegionOf(profile, target.Region);
        var sts = endpoints.Resolve(AwsService.Sts, profiles, asked, named);
        var ofDefault = named is null ? RegionOfDefault(profiles, sts) : null;
        var region = ofDefault ?? EndpointResolver.RegionFor(asked, named);
        if ((named ?? ofDefault) is null && region is not null)
        {
            walk.Note(
                $"Profile '{profile.Name}' specifies no region. Programs get {region}, which is in the partition "
                    + "of the role."
            );
        }

        return new RoleChain(
            profile.Name,
            _sources.At(source, profiles, profile, sts),
            walk.Steps,
            region,
            sts,
            endpoints.GetEndpoints(profiles, profile)
        )
        {
            Notes = walk.Notes,
            OwnNotes = walk.Notes.From(walk.NotesOnSources),
            HasDefaultRegion = ofDefault is not null,
            IsSandbox = profile.IsSandbox,
        };
    }

    /// <summary>
    /// Returns the region that SDKs use for a session whose profile specifies none: they then read only [default]. A
    /// region outside the role's partition is unusable.
    /// </summary>
    private static string? RegionOfDefault(ProfileSet profiles, ServiceEndpoint sts) =>
        profiles.Find(ProfileNames.Default)?[ProfileSettings.Region] is { } region
        && RegionName.IsValid(region)
        && Partitions.FromRegion(region) == Partitions.FromRegion(sts.SigningRegion)
            ? region
            : null;

    /// <summary>Whether the target is the session of the shell that RoleAssist runs in.</summary>
    private bool IsDelivered(AssumeTarget target) =>
        target.IsDefault && _environment[RoleAssistVariables.Profile] is not null;

    /// <summary>Returns the profile that the chain is for and the source that it starts with.</summary>
    private (Profile Profile, CredentialSource Source) Begin(ChainWalk walk, AssumeTarget target)
    {
        if (target.IsDefault && _sources.Environment() is { } keys)
        {
            var profile =
                walk.Profiles.Find(DefaultProfile)
                ?? new Profile(keys.Credentials.AccessKeyId, ProfileNames.NoSettings);
            return (profile.WithOptions(OverridesOf(target)), keys);
        }

        if (
            target.IsDefault
            && GeneratedProfileName.IsSelected(_environment)
            && ContainerSources.Delivered(_environment) is { } delivered
        )
        {
            var name = _environment[RoleAssistVariables.Profile] ?? DefaultProfile;
            var profile = walk.Profiles.Find(name) ?? new Profile(name, ProfileNames.NoSettings);
            return (profile.WithOptions(OverridesOf(target)), delivered);
        }

        var selected = Select(walk.Profiles, target);
        var source = walk.Follow(selected) ?? FallBack(walk.Profiles, selected, target);
        return (selected, source);
    }

    /// <summary>
    /// Returns the machine's own credentials if the caller specified no profile other than the default one.
    /// </summary>
    private CredentialSource FallBack(ProfileSet profiles, Profile profile, AssumeTarget target)
    {
        var isDefault = target is { Profile: null or ProfileNames.Default, SsoAccount: null };
        if (
            isDefault
            && profile.Name == ProfileNames.Default
            && profiles.ReasonFor(SectionName.Profile(profile.Name)) is { } reason
        )
        {
            // A mistake that hides the profile must not make the machine's role take its place.
            throw new RoleAssistException(
                profiles.Hiding?.Code ?? ErrorCode.ConfigurationInvalid,
                $"A mistake in the AWS files may hide the default profile: {reason}",
                "Fix that first."
            )
            {
                Profile = profile.Name,
            };
        }

        return (isDefault ? _sources.FindAmbient(profile) : null) ?? throw profiles.NoCredentials(profile);
    }

    /// <summary>Returns the profile to start from, with the target's overrides.</summary>
    private Profile Select(ProfileSet profiles, AssumeTarget target)
    {
        if ((target.SsoAccount ?? NamedAccount(profiles, target.Profile)) is { } account)
        {
            return ProfileFor(profiles, account).WithOptions(OverridesOf(target));
        }

        // A name that looks like a role and matches no profile is validated as a role.
        var (named, written) = RoleReference.IsRoleReference(profiles, target.Profile)
            ? (null, target.RoleArn ?? target.Profile)
            : (target.Profile, target.RoleArn);
        var roleArn = written is null
            ? null
            : RoleReference.ToArn(written.Trim(), RegionOfSource(profiles, target with { Profile = named }));
        var profile = (named, roleArn) switch
        {
            (not null, _) => GetProfile(profiles, named),
            (null, { } arn) => ProfileForArn(profiles, arn, target.SourceProfile),
            (null, null) => SelectedByEnvironment(profiles),
        };
        return profile.WithOptions([
            new(ProfileSettings.RoleArn, roleArn),
            new(ProfileSettings.SourceProfile, target.SourceProfile ?? ImpliedSource(profile, roleArn)),
            .. OverridesOf(target),
        ]);
    }

    /// <summary>
    /// Returns the region of the identity that assumes a role, as far as it is known before the walk.
    /// </summary>
    private string? RegionOfSource(ProfileSet profiles, AssumeTarget target) =>
        profiles.Find(target.Profile ?? target.SourceProfile ?? DefaultProfile) is { } source
            ? _endpoints.RegionOf(source, target.Region)
            : target.Region;

    /// <summary>
    /// Returns the profile that AWS tools use if none is specified. The error names the variable, which the user may
    /// not know of.
    /// </summary>
    private Profile SelectedByEnvironment(ProfileSet profiles)
    {
        try
        {
            return GetProfile(profiles, DefaultProfile);
        }
        catch (RoleAssistException missing)
            when (missing.Code == ErrorCode.ProfileNotFound && NamedByEnvironment is { } name)
        {
            throw new RoleAssistException(
                missing.Code,
                $"There is no profile '{name}', which the variable {ProfileNames.GetSelectingVariable(_environment)} specifies.",
                missing.Hint,
                missing
            )
            {
                Profile = name,
            };
        }
    }

    /// <summary>Returns a profile by name. Only the default profile can be absent from the files.</summary>
    private Profile GetProfile(ProfileSet profiles, string name) =>
        name == ProfileNames.Default && NamedByEnvironment is null && !profiles.Faults.ContainsKey(name)
            ? profiles.Find(name) ?? new Profile(name, ProfileNames.NoSettings)
            : profiles.Get(name);

    private static IEnumerable<KeyValuePair<string, string?>> OverridesOf(AssumeTarget target) =>
        target is { ExternalId: null, MfaSerial: null, DurationSeconds: null }
            ? []
            :
            [
                new(ProfileSettings.ExternalId, target.ExternalId),
                new(ProfileSettings.MfaSerial, target.MfaSerial),
                new(ProfileSettings.DurationSeconds, target.DurationSeconds?.ToString(CultureInfo.InvariantCulture)),
            ];

    /// <summary>Creates a profile for a role ARN, with its source's region and endpoints.</summary>
    private Profile ProfileForArn(ProfileSet profiles, string roleArn, string? sourceName)
    {
        var useEnvironment = sourceName is null && _sources.Environment() is not null;
        var source =
            useEnvironment ? profiles.Find(DefaultProfile)
            : sourceName is null ? SourceOfRole(profiles)
            : profiles.Get(sourceName);
        return new Profile(roleArn, ProfileNames.NoSettings) { IsSandbox = source?.IsSandbox ?? false }.With([
            new(ProfileSettings.Region, source?[ProfileSettings.Region]),
            new(ProfileSettings.Services, source?[ProfileSettings.Services]),
            new(ProfileSettings.EndpointUrl, source?[ProfileSettings.EndpointUrl]),
            .. EndpointSetting.Modes.Select(mode => KeyValuePair.Create(mode.Name, source?[mode.Name])),
            // The role has no profile to specify an MFA device, so the device of its source is used.
            new(
                ProfileSettings.MfaSerial,
                useEnvironment || source?[ProfileSettings.RoleArn] is not null
                    ? null
                    : source?[ProfileSettings.MfaSerial]
            ),
            new(ProfileSettings.SourceProfile, useEnvironment ? null : source?.Name),
            new(ProfileSettings.CredentialSource, useEnvironment ? CredentialSourceResolver.EnvironmentName : null),
        ]);
    }

    /// <summary>Returns the profile that assumes a role if none is named. Nobody asked for it by name.</summary>
    private Profile SourceOfRole(ProfileSet profiles) =>
        NamedByEnvironment is null
        && profiles.Find(DefaultProfile) is null
        && profiles.ReasonFor(SectionName.Profile(DefaultProfile)) is null
            ? throw new RoleAssistException(
                ErrorCode.ProfileNotFound,
                "No profile is named whose credentials assume the role, and there is no default profile.",
                "Add --source-profile NAME. To list the profiles, run: roleassist profiles"
            )
            {
                Profile = DefaultProfile,
            }
            : SelectedByEnvironment(profiles);

    /// <summary>
    /// Returns the account and role that a name stands for where a profile would have one: sessions without a profile
    /// are called so. A profile of that name wins.
    /// </summary>
    private static SsoAccount? NamedAccount(ProfileSet profiles, string? name) =>
        SsoAccount.Parse(name) is { } account
        && profiles.SsoSessions.ContainsKey(account.Session)
        && profiles.Find(name!) is null
            ? account
            : null;

    /// <summary>Creates a profile for an account of an Identity Center session, with the session's endpoints.</summary>
    private Profile ProfileFor(ProfileSet profiles, SsoAccount account)
    {
        // Many accounts of one session follow each other.
        var known = Volatile.Read(ref _lastSession);
        if (known is null || !ReferenceEquals(known.Profiles, profiles) || known.Name != account.Session)
        {
            known = new KnownSession(
                profiles,
                account.Session,
                SessionSettings.SharedBy(profiles, account.Session),
                SessionSettings.IsSandbox(profiles, account.Session)
            );
            Volatile.Write(ref _lastSession, known);
        }

        return new Profile(account.ToString(), ProfileNames.NoSettings) { IsSandbox = known.IsSandbox }.With([
            new(ProfileSettings.SsoSession, account.Session),
            new(ProfileSettings.SsoAccountId, account.AccountId),
            new(ProfileSettings.SsoRoleName, account.RoleName),
            .. known.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
        ]);
    }

    /// <summary>
    /// Returns the source of a role ARN given with a profile: the profile itself, unless it has another source.
    /// </summary>
    private static string? ImpliedSource(Profile profile, string? roleArn) =>
        roleArn is not null
        && profile[ProfileSettings.SourceProfile] is null
        && profile[ProfileSettings.CredentialSource] is null
            ? profile.Name
            : null;

    /// <summary>
    /// Adds the role of a web identity from the environment, whose partition determines the STS endpoint.
    /// </summary>
    private static Profile WithRoleOfWebIdentity(Profile profile, CredentialSource source) =>
        source is WebIdentitySource web && profile[ProfileSettings.RoleArn] is null
            ? profile.With([new(ProfileSettings.RoleArn, web.RoleArn)])
            : profile;

    /// <summary>
    /// Creates the step that gets temporary credentials for a user, so that the long-lived key is not handed out.
    /// </summary>
    private static GetSessionTokenStep UserSession(Profile profile)
    {
        StsRules.MfaSerial.Require(profile, ProfileSettings.MfaSerial);
        return new GetSessionTokenStep(profile[ProfileSettings.MfaSerial], StsRules.UserDuration.Read(profile));
    }

    private sealed class KnownSession(
        ProfileSet profiles,
        string name,
        IReadOnlyList<KeyValuePair<string, string>> settings,
        bool isSandbox
    )
    {
        public ProfileSet Profiles => profiles;

        public string Name => name;

        public IReadOnlyList<KeyValuePair<string, string>> Settings => settings;

        public bool IsSandbox => isSandbox;
    }
}
