using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>Follows a profile's source profiles to the credential source, and collects the roles on the way.</summary>
/// <param name="known">The results of earlier walks over the same profiles; null to share none.</param>
internal sealed class ChainWalk(ProfileSet profiles, CredentialSourceResolver sources, ChainCache? known = null)
{
    // Ordered, because a loop is reported in the order of the walk.
    private readonly OrderedDictionary<string, Profile> _path = [];

    private string _end = "";

    // The number of profiles, from the start of the path, that a fault affects.
    private int _affectedCount;

    public ProfileSet Profiles => profiles;

    /// <summary>Gets the roles in the order in which they are assumed.</summary>
    public SharedPrefixList<ChainStep> Steps { get; private set; } = SharedPrefixList<ChainStep>.Empty;

    /// <summary>Gets the notes on settings that have no effect, with the reason.</summary>
    public SharedPrefixList<string> Notes { get; private set; } = SharedPrefixList<string>.Empty;

    /// <summary>Gets the number of notes on source profiles. The rest concern the selected profile.</summary>
    public int NotesOnSources { get; private set; }

    /// <summary>
    /// Returns the source at the end of the chain; null if the profile describes neither a role nor a source.
    /// </summary>
    public CredentialSource? Follow(Profile profile)
    {
        try
        {
            return Walk(profile);
        }
        catch (RoleAssistException fault) when (Remember(fault))
        {
            throw;
        }
    }

    /// <summary>
    /// Stores a fault for the sources on the path. It catches none: to throw one again takes as long as to throw it, and a
    /// file can have thousands.
    /// </summary>
    private bool Remember(RoleAssistException fault)
    {
        // The first profile is the one requested, not a source.
        known?.AddFault(_path.Keys.Take(_affectedCount).Skip(1), _end, fault);
        return false;
    }

    /// <summary>Adds a note, if there is one.</summary>
    public void Note(string? note) => Notes = note is null ? Notes : Notes.Add(note);

    public void Add(ChainStep step) => Steps = Steps.Add(step);

    /// <summary>Replaces the last step.</summary>
    public void ReplaceLast(ChainStep step) => Steps = Steps.Before.Add(step);

    private CredentialSource? Walk(Profile profile)
    {
        // Iterative, because recursion over a long chain would overflow the stack.
        var roles = new Stack<Profile>();
        var end = profile;
        for (var next = profile; next is not null; next = SourceOf(end))
        {
            if (roles.Count > 0 && known?.Find(next.Name, profile) is { } found)
            {
                _end = found.End;
                found.Fault?.Throw();
                (Steps, Notes, NotesOnSources) = (found.Steps, found.Notes, found.Notes.Count);
                AddRoles(roles, found.Source!);
                return found.Source;
            }

            end = next;
            profiles.RequireUsable(SectionName.Profile(end.Name), end.Name);
            _path.Add(end.Name, end);
            (_end, _affectedCount) = (end.Name, _path.Count);
            if (!IsStep(end))
            {
                break;
            }

            roles.Push(end);
        }

        var source = known is not null && end != profile ? known.GetSource(end, ResolveSource) : ResolveSource(end);
        Note(source?.UnusableReason);
        Note(ChainNotes.OnCompetingSources(profile, source));
        if (source is WebIdentitySource)
        {
            Note(ChainNotes.OnUnusedSettings(end));
        }

        if (source is { MayBeLongLived: true } && roles.TryPeek(out var first) && first != end)
        {
            Note(ChainNotes.OnMfaOfSource(first, end));
        }

        if (roles.Count > 0)
        {
            AddRoles(roles, source ?? throw profiles.NoCredentials(end, ReferenceTo(end, roles.Peek())));
        }

        return source;
    }

    /// <summary>Returns the line that names a source; null if the role is the source's own.</summary>
    private static SourceLocation? ReferenceTo(Profile source, Profile user) =>
        user == source ? null : user.LocationOf(ProfileSettings.SourceProfile);

    private CredentialSource? ResolveSource(Profile end) =>
        IsUsedForKeys(end)
            ? (CredentialSource?)CredentialSourceResolver.VaultOf(end) ?? CredentialSourceResolver.KeysOf(end)
            : sources.Resolve(profiles, end);

    private void AddRoles(Stack<Profile> roles, CredentialSource source)
    {
        while (roles.TryPop(out var role))
        {
            _affectedCount = roles.Count + 1;
            AddRole(role, source);
            if (roles.Count > 0)
            {
                NotesOnSources = Notes.Count;
                known?.Add(role.Name, new KnownSource(_end, source, Steps, Notes));
            }
        }
    }

    /// <summary>
    /// Whether the profile is used for its keys: in a source profile, keys take precedence over a role.
    /// </summary>
    private bool IsUsedForKeys(Profile profile) =>
        _path.Count > 1 && (CredentialSourceResolver.HasKeys(profile) || profile[ProfileSettings.VaultKey] is not null);

    /// <summary>
    /// Whether the profile's role is a step. A role with a token file is the base of the chain instead.
    /// </summary>
    private bool IsStep(Profile profile) =>
        !IsUsedForKeys(profile)
        && profile[ProfileSettings.RoleArn] is not null
        && profile[ProfileSettings.WebIdentityTokenFile] is null;

    /// <summary>
    /// Returns the profile whose credentials assume this profile's role; null if the profile has them itself: a
    /// credential source, or its own keys, process or login.
    /// </summary>
    private Profile? SourceOf(Profile profile) =>
        (profile[ProfileSettings.SourceProfile], profile[ProfileSettings.CredentialSource]) switch
        {
            (not null, not null) => throw profile.Invalid(
                ProfileSettings.CredentialSource,
                $"Profile '{profile.Name}' contained both source_profile and credential_source.",
                "Remove one of them."
            ),
            (null, null) => throw profile.Invalid(
                ProfileSettings.RoleArn,
                $"Profile '{profile.Name}' has a role_arn but nothing to assume it with: the profile must contain "
                    + "`source_profile` or `credential_source`.",
                $"Set source_profile to a profile that has credentials, which can be '{profile.Name}' itself."
            ),
            ({ } name, null) when name != profile.Name => Next(profile, name),
            _ => null,
        };

    private Profile Next(Profile profile, string name)
    {
        profiles.RequireUsable(SectionName.Profile(name), name);
        var next =
            profiles.Find(name)
            ?? throw profiles.NotFound(
                name,
                $"Profile '{profile.Name}' has an invalid source_profile: could not find source profile {name} "
                    + $"referenced from {profile.Name}.",
                profile.LocationOf(ProfileSettings.SourceProfile)
            );
        if (_path.IndexOf(name) is var start && start < 0)
        {
            return next;
        }

        // Profiles in the loop report it from their own position.
        _affectedCount = start;
        var loop = string.Join(" -> ", _path.Keys.SkipWhile(visited => visited != name).Append(name));
        throw new RoleAssistException(
            ErrorCode.ProfileCycle,
            $"A source profile formed an infinite loop: {loop}.",
            "Change one of them to use a profile that has its own credentials."
        )
        {
            Profile = profile.Name,
            Location = profile.LocationOf(ProfileSettings.SourceProfile),
        };
    }

    private void AddRole(Profile profile, CredentialSource source)
    {
        RoleReference.Require(profile);
        StsRules.RoleSessionName.Require(profile, ProfileSettings.RoleSessionName);
        StsRules.ExternalId.Require(profile, ProfileSettings.ExternalId);
        StsRules.MfaSerial.Require(profile, ProfileSettings.MfaSerial);

        var assuming = Steps is [.., AssumeRoleStep last] ? last.RoleArn : (source as WebIdentitySource)?.RoleArn;
        Note(ChainNotes.OnOtherPartition(profile, assuming));
        Note(ChainNotes.OnUnknownPartition(profile));
        var isChained = Steps.Count > 0 || source.IsRoleSession;
        Add(
            new AssumeRoleStep(
                profile.Name,
                profile[ProfileSettings.RoleArn]!,
                profile[ProfileSettings.MfaSerial],
                DurationOf(profile, isChained)
            )
            {
                RoleSessionName = profile[ProfileSettings.RoleSessionName],
                ExternalId = profile[ProfileSettings.ExternalId],
            }
        );
        if (profile[ProfileSettings.MfaSerial] is not null && (isChained || !source.MayBeLongLived))
        {
            Note(
                $"mfa_serial of profile '{profile.Name}' has no effect: its role is assumed with temporary credentials, "
                    + "which have no MFA device."
            );
        }
    }

    private int? DurationOf(Profile profile, bool isChained)
    {
        var duration = StsRules.RoleDuration.Read(profile);
        if (!isChained || duration is null or <= StsRules.ChainedRoleSeconds)
        {
            return duration;
        }

        Note(
            $"Profile '{profile.Name}' asks for {duration} seconds and gets {StsRules.ChainedRoleSeconds}: a role "
                + "that is assumed with temporary credentials (role chaining) lasts at most one hour."
        );
        return StsRules.ChainedRoleSeconds;
    }
}
