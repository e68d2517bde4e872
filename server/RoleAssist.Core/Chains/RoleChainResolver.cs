using System.Globalization;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Works out how to become what somebody wants to be, as AWS' SDKs do
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html). It calls nobody.
/// </summary>
public sealed class RoleChainResolver
{
    private readonly ProcessEnvironment _environment;
    private readonly EndpointResolver _endpoints;
    private readonly EndpointResolver _endpointsOfRole;
    private readonly CredentialSourceResolver _sources;

    public RoleChainResolver(ProcessEnvironment environment)
    {
        _environment = environment;

        // The region and the endpoints that one role has set in its shell are not another's.
        _endpoints = new EndpointResolver(environment.Without(RoleAssistVariables.Listed(environment)));
        _endpointsOfRole = new EndpointResolver(environment);
        _sources = new CredentialSourceResolver(environment, _endpoints);
    }

    /// <summary>The profile that AWS' tools take when none is named.</summary>
    public string DefaultProfile => NamedByEnvironment ?? ProfileNames.Default;

    private string? NamedByEnvironment => ProfileNames.NamedBy(_environment);

    /// <summary>The chain to a profile, a role ARN, or to whoever this process is by default.</summary>
    /// <param name="profiles">The AWS files.</param>
    /// <param name="target">What somebody wants to be.</param>
    /// <param name="isElsewhere">Whether the chain is followed in another place, as that of code is: what only the surroundings can have need not be here.</param>
    /// <exception cref="RoleAssistException">One of the configuration codes, when no chain can be made.</exception>
    public RoleChain Resolve(ProfileSet profiles, AssumeTarget target, bool isElsewhere = false) =>
        Resolve(new ChainWalk(profiles, isElsewhere ? _sources.Elsewhere : _sources), target);

    /// <summary>The chain to one profile of a list, whose chains share what they have in common.</summary>
    /// <inheritdoc cref="Resolve(ProfileSet, AssumeTarget, bool)" path="/exception"/>
    internal RoleChain Resolve(ProfileSet profiles, string profile, KnownSources known) =>
        Resolve(new ChainWalk(profiles, _sources, known), new AssumeTarget { Profile = profile });

    private RoleChain Resolve(ChainWalk walk, AssumeTarget target)
    {
        var profiles = walk.Profiles;
        var (profile, source) = Begin(walk, target);
        if (walk.Steps is [.., AssumeRoleStep last])
        {
            SessionParameters.Require(target);
            walk.ReplaceLast(SessionParameters.Of(target, last));
        }
        else
        {
            SessionParameters.RequireNone(target, profile.Name);
            source = SessionParameters.Of(target, source);
            if (source.MayBeLongLived)
            {
                walk.Add(UserSession(profile));
            }
        }

        var endpoints = IsDelivered(target) ? _endpointsOfRole : _endpoints;
        var asked = WithFirstRole(profile, source);
        var named = endpoints.RegionOf(profile, target.Region);
        var sts = endpoints.Resolve(AwsService.Sts, profiles, asked, named);
        var ofDefault = named is null ? RegionOfDefault(profiles, sts) : null;
        var region = ofDefault ?? EndpointResolver.RegionFor(asked, named);
        if ((named ?? ofDefault) is null && region is not null)
        {
            walk.Note($"Profile '{profile.Name}' names no region; programs get {region}, which is in the partition of the role.");
        }

        return new RoleChain(profile.Name, _sources.At(source, profiles, profile, sts), walk.Steps, region, sts, endpoints.EndpointsOf(profiles, profile))
        {
            Notes = walk.Notes,
            OwnNotes = walk.Notes.From(walk.NotesOnSources),
            HasDefaultRegion = ofDefault is not null,
            IsSandbox = profile.IsSandbox,
        };
    }

    /// <summary>
    /// Where SDKs work with a session whose profile names no region, as they read no other profile than [default] then. One in
    /// another partition than the role's would lead nowhere.
    /// </summary>
    private static string? RegionOfDefault(ProfileSet profiles, ServiceEndpoint sts) =>
        profiles.Find(ProfileNames.Default)?[ProfileSettings.Region] is { } region
        && RegionName.IsValid(region)
        && Partitions.OfRegion(region) == Partitions.OfRegion(sts.SigningRegion)
            ? region
            : null;

    /// <summary>Whether the session of the shell that this is, is what is meant.</summary>
    private bool IsDelivered(AssumeTarget target) => target is { Profile: null, RoleArn: null } && _environment[RoleAssistVariables.Profile] is not null;

    /// <summary>The profile that the chain leads to, and the source that it begins with.</summary>
    private (Profile Profile, CredentialSource Source) Begin(ChainWalk walk, AssumeTarget target)
    {
        if (target is { Profile: null, RoleArn: null } && _sources.Environment() is { } keys)
        {
            var profile = walk.Profiles.Find(DefaultProfile) ?? new Profile(keys.Credentials.AccessKeyId, ProfileNames.NoSettings);
            return (profile.With(OverridesOf(target), areOptions: true), keys);
        }

        if (target is { Profile: null, RoleArn: null } && GeneratedProfileName.IsSelected(_environment) && ContainerSources.Delivered(_environment) is { } delivered)
        {
            var name = _environment[RoleAssistVariables.Profile] ?? DefaultProfile;
            var profile = walk.Profiles.Find(name) ?? new Profile(name, ProfileNames.NoSettings);
            return (profile.With(OverridesOf(target), areOptions: true), delivered);
        }

        var selected = Select(walk.Profiles, target);
        var source = walk.Follow(selected) ?? Otherwise(walk.Profiles, selected, target);
        return (selected, source);
    }

    /// <summary>
    /// Only somebody who named no profile of their own gets what the machine has; who named one wants that one.
    /// </summary>
    private CredentialSource Otherwise(ProfileSet profiles, Profile profile, AssumeTarget target)
    {
        var isDefault = target.Profile is null or ProfileNames.Default;
        if (isDefault && profile.Name == ProfileNames.Default && profiles.ReasonFor(SectionName.Profile(profile.Name)) is { } reason)
        {
            // The machine's role must not stand in for a profile that a mistake has hidden.
            throw new RoleAssistException(
                profiles.Hiding?.Code ?? ErrorCode.ConfigurationInvalid, $"The default profile may be lost to a mistake in the AWS files: {reason}", "Correct that first.")
            { Profile = profile.Name };
        }

        return (isDefault ? _sources.Surroundings(profile) : null) ?? throw ChainWalk.NoCredentials(profiles, profile);
    }

    /// <summary>The profile to begin from, as the target changes it.</summary>
    private Profile Select(ProfileSet profiles, AssumeTarget target)
    {
        // What is written like a role and is no profile's name is a role, so what is wrong with it is told.
        var (named, written) = RoleReference.StandsInFor(profiles, target.Profile) ? (null, target.RoleArn ?? target.Profile) : (target.Profile, target.RoleArn);
        var roleArn = written is null ? null : RoleReference.ToArn(written.Trim(), RegionBehind(profiles, target with { Profile = named }));
        var profile = (named, roleArn) switch
        {
            (not null, _) => Named(profiles, named),
            (null, { } arn) => ProfileForArn(profiles, arn, target.SourceProfile),
            (null, null) => OfEnvironment(profiles),
        };
        return profile.With(
            [
                new(ProfileSettings.RoleArn, roleArn),
                new(ProfileSettings.SourceProfile, target.SourceProfile ?? ImpliedSource(profile, roleArn)),
                .. OverridesOf(target),
            ],
            areOptions: true);
    }

    /// <summary>Where whoever assumes a role works, as far as that is known before the chain to them is walked.</summary>
    private string? RegionBehind(ProfileSet profiles, AssumeTarget target) =>
        profiles.Find(target.Profile ?? target.SourceProfile ?? DefaultProfile) is { } source ? _endpoints.RegionOf(source, target.Region) : target.Region;

    /// <summary>The profile that AWS' tools take when none is named. A person may not know that a variable names it.</summary>
    private Profile OfEnvironment(ProfileSet profiles)
    {
        try
        {
            return Named(profiles, DefaultProfile);
        }
        catch (RoleAssistException missing) when (missing.Code == ErrorCode.ProfileNotFound && NamedByEnvironment is { } name)
        {
            throw new RoleAssistException(
                missing.Code,
                $"There is no profile '{name}', which the variable {ProfileNames.VariableOf(_environment)} names.",
                missing.Hint,
                missing)
            { Profile = name };
        }
    }

    /// <summary>The default profile need not be written down; any other must be.</summary>
    private Profile Named(ProfileSet profiles, string name) =>
        name == ProfileNames.Default && NamedByEnvironment is null && !profiles.Faults.ContainsKey(name)
            ? profiles.Find(name) ?? new Profile(name, ProfileNames.NoSettings)
            : profiles.Get(name);

    private static IEnumerable<KeyValuePair<string, string?>> OverridesOf(AssumeTarget target) =>
        target is { ExternalId: null, MfaSerial: null, DurationSeconds: null } ? [] :
    [
        new(ProfileSettings.ExternalId, target.ExternalId),
        new(ProfileSettings.MfaSerial, target.MfaSerial),
        new(ProfileSettings.DurationSeconds, target.DurationSeconds?.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>A role that no profile describes lives where its source lives: same region, same endpoints.</summary>
    private Profile ProfileForArn(ProfileSet profiles, string roleArn, string? sourceName)
    {
        var useEnvironment = sourceName is null && _sources.Environment() is not null;
        var source = useEnvironment ? profiles.Find(DefaultProfile) : profiles.Get(sourceName ?? DefaultProfile);
        return new Profile(roleArn, ProfileNames.NoSettings) { IsSandbox = source?.IsSandbox ?? false }.With(
        [
            new(ProfileSettings.Region, source?[ProfileSettings.Region]),
            new(ProfileSettings.Services, source?[ProfileSettings.Services]),
            new(ProfileSettings.EndpointUrl, source?[ProfileSettings.EndpointUrl]),
            .. EndpointSetting.Modes.Select(mode => KeyValuePair.Create(mode.Name, source?[mode.Name])),
            // The device of the user who assumes it, as there is no profile of the role's to name it.
            new(ProfileSettings.MfaSerial, useEnvironment || source?[ProfileSettings.RoleArn] is not null ? null : source?[ProfileSettings.MfaSerial]),
            new(ProfileSettings.SourceProfile, useEnvironment ? null : source?.Name),
            new(ProfileSettings.CredentialSource, useEnvironment ? CredentialSourceResolver.EnvironmentName : null),
        ]);
    }

    /// <summary>A role given for a profile that has none of its own is assumed with that profile's keys.</summary>
    private static string? ImpliedSource(Profile profile, string? roleArn) =>
        roleArn is not null
        && profile[ProfileSettings.SourceProfile] is null
        && profile[ProfileSettings.CredentialSource] is null
            ? profile.Name
            : null;

    /// <summary>A web identity that the environment describes brings its role along, whose partition tells where its STS is.</summary>
    private static Profile WithFirstRole(Profile profile, CredentialSource source) =>
        source is WebIdentitySource web && profile[ProfileSettings.RoleArn] is null
            ? profile.With([new(ProfileSettings.RoleArn, web.RoleArn)])
            : profile;

    /// <summary>A user's own temporary credentials, so that the long-lived key stays where it is.</summary>
    private static GetSessionTokenStep UserSession(Profile profile)
    {
        StsRules.MfaSerial.Require(profile, ProfileSettings.MfaSerial);
        return new GetSessionTokenStep(profile[ProfileSettings.MfaSerial], StsRules.UserDuration.Read(profile));
    }
}
