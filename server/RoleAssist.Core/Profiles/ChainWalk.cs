using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>One walk from a profile over its source profiles to where credentials come from.</summary>
internal sealed class ChainWalk(ProfileSet profiles, CredentialSourceResolver sources)
{
    // In the order of the walk, and found without one.
    private readonly OrderedDictionary<string, Profile> _path = [];

    public ProfileSet Profiles => profiles;

    /// <summary>The roles on the way, the first to assume first.</summary>
    public List<ChainStep> Steps { get; } = [];

    /// <summary>What of the profiles has no effect, and why.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The source at the end; null where the profile describes neither a role nor a source.</summary>
    public CredentialSource? Follow(Profile profile)
    {
        _path.Add(profile.Name, profile);

        // From the second profile on, keys win over a role: they are what the one before wants.
        if (_path.Count > 1 && CredentialSourceResolver.HasKeys(profile))
        {
            return CredentialSourceResolver.KeysOf(profile);
        }

        // With a token file the role is where the chain begins, not a step.
        if (profile[ProfileSettings.RoleArn] is not { } roleArn || profile[ProfileSettings.WebIdentityTokenFile] is not null)
        {
            return sources.Of(profiles, profile);
        }

        var source = FollowSource(profile);
        AddRole(profile, roleArn, source);
        return source;
    }

    public static RoleAssistException NoCredentials(Profile profile) => new(
        ErrorCode.CredentialsMissing,
        $"Profile '{profile.Name}' did not contain credential information: it holds no credentials and no way to get any.",
        "Give it keys, a role_arn with a source_profile, an sso_session or a credential_process.")
    { Profile = profile.Name };

    private CredentialSource FollowSource(Profile profile)
    {
        switch (profile[ProfileSettings.SourceProfile], profile[ProfileSettings.CredentialSource])
        {
            case (not null, not null):
                throw profile.Invalid(
                    ProfileSettings.CredentialSource,
                    $"The role of '{profile.Name}' has two sources: the profile contained both source_profile and credential_source.",
                    "Keep one of them.");
            case (null, null):
                throw profile.Invalid(
                    ProfileSettings.RoleArn,
                    $"Profile '{profile.Name}' has a role_arn but nothing to assume it with: the profile must contain `source_profile` or `credential_source`.",
                    $"Add source_profile with the name of a profile that has credentials; it may be '{profile.Name}' itself.");
            case ({ } name, null) when name != profile.Name:
                var next = Next(profile, name);
                return Follow(next) ?? throw NoCredentials(next);
            default:
                // A credential source, or the profile's own keys, process or login under its own role.
                return sources.Of(profiles, profile) ?? throw NoCredentials(profile);
        }
    }

    private Profile Next(Profile profile, string name)
    {
        var next = profiles.Find(name) ?? throw profiles.NotFound(
            name,
            $"Profile '{profile.Name}' names a source profile that is not there: could not find source profile {name} referenced from {profile.Name}.",
            profile.LocationOf(ProfileSettings.SourceProfile));
        if (!_path.ContainsKey(name))
        {
            return next;
        }

        var loop = string.Join(" -> ", _path.Keys.SkipWhile(visited => visited != name).Append(name));
        throw new RoleAssistException(
            ErrorCode.ProfileCycle,
            $"A source profile formed an infinite loop: {loop}.",
            "Let one of them end at a profile that has credentials of its own.")
        { Profile = profile.Name, Location = profile.LocationOf(ProfileSettings.SourceProfile) };
    }

    private void AddRole(Profile profile, string roleArn, CredentialSource source)
    {
        StsRules.RoleArn.Require(profile, ProfileSettings.RoleArn);
        StsRules.RoleSessionName.Require(profile, ProfileSettings.RoleSessionName);
        StsRules.ExternalId.Require(profile, ProfileSettings.ExternalId);
        StsRules.MfaSerial.Require(profile, ProfileSettings.MfaSerial);

        var isChained = Steps.Count > 0 || source.IsRoleSession;
        Steps.Add(new AssumeRoleStep(profile.Name, roleArn, profile[ProfileSettings.MfaSerial], DurationOf(profile, isChained))
        {
            RoleSessionName = profile[ProfileSettings.RoleSessionName],
            ExternalId = profile[ProfileSettings.ExternalId],
        });
        if (profile[ProfileSettings.MfaSerial] is not null && (isChained || !source.MayBeLongLived))
        {
            Notes.Add($"mfa_serial of profile '{profile.Name}' has no effect: its role is assumed with temporary credentials, which have no MFA device.");
        }
    }

    private int? DurationOf(Profile profile, bool isChained)
    {
        var duration = StsRules.RoleDuration.Read(profile);
        if (!isChained || duration is null or <= StsRules.ChainedRoleSeconds)
        {
            return duration;
        }

        Notes.Add(
            $"Profile '{profile.Name}' asks for {duration} seconds and gets {StsRules.ChainedRoleSeconds}: "
            + "a role that is assumed with the session of another (role chaining) lasts an hour at most.");
        return StsRules.ChainedRoleSeconds;
    }
}
