using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>One walk from a profile over its source profiles to where credentials come from.</summary>
/// <param name="known">What earlier walks over the same profiles found; null where this one stands alone.</param>
internal sealed class ChainWalk(ProfileSet profiles, CredentialSourceResolver sources, KnownSources? known = null)
{
    // In the order of the walk, and found without one.
    private readonly OrderedDictionary<string, Profile> _path = [];

    private string _end = "";

    // How many of the path, from its beginning, a fault concerns.
    private int _spoiled;

    public ProfileSet Profiles => profiles;

    /// <summary>The roles on the way, the first to assume first.</summary>
    public Trail<ChainStep> Steps { get; private set; } = Trail<ChainStep>.Empty;

    /// <summary>What of the profiles has no effect, and why.</summary>
    public Trail<string> Notes { get; private set; } = Trail<string>.Empty;

    /// <summary>How many of the notes are on the profiles before the last.</summary>
    public int NotesOnSources { get; private set; }

    /// <summary>The source at the end; null where the profile describes neither a role nor a source.</summary>
    public CredentialSource? Follow(Profile profile)
    {
        try
        {
            return Walk(profile);
        }
        catch (RoleAssistException fault) when (known is not null)
        {
            // The first is asked for itself, and no source of this walk.
            known.AddFault(_path.Keys.Take(_spoiled).Skip(1), _end, fault);
            throw;
        }
    }

    public void Note(string note) => Notes = Notes.Add(note);

    public void Add(ChainStep step) => Steps = Steps.Add(step);

    /// <summary>Puts another step in place of the last.</summary>
    public void ReplaceLast(ChainStep step) => Steps = Steps.Before.Add(step);

    private CredentialSource? Walk(Profile profile)
    {
        // In a loop, for a chain may be longer than a stack is deep.
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
            profiles.RequireSound(SectionName.Profile(end.Name), end.Name);
            _path.Add(end.Name, end);
            (_end, _spoiled) = (end.Name, _path.Count);
            if (!IsStep(end))
            {
                break;
            }

            roles.Push(end);
        }

        var source = CountsForItsKeys(end) ? CredentialSourceResolver.KeysOf(end) : sources.Of(profiles, end);
        if (source?.Obstacle is { } obstacle)
        {
            Note(obstacle);
        }

        NoteRivals(profile, source);

        if (source is WebIdentitySource)
        {
            NoteWithoutEffect(end);
        }

        if (source is { MayBeLongLived: true } && roles.TryPeek(out var first) && first != end
            && first[ProfileSettings.MfaSerial] is null && end[ProfileSettings.MfaSerial] is not null)
        {
            Note(
                $"mfa_serial of profile '{end.Name}' is not used for the role of '{first.Name}': AWS' tools take it from the role's own profile. "
                + $"If the role asks for MFA, add mfa_serial to '{first.Name}', or give --mfa-serial.");
        }

        if (roles.Count > 0)
        {
            AddRoles(roles, source ?? throw NoCredentials(profiles, end));
        }

        return source;
    }

    private void AddRoles(Stack<Profile> roles, CredentialSource source)
    {
        while (roles.TryPop(out var role))
        {
            _spoiled = roles.Count + 1;
            AddRole(role, source);
            if (roles.Count > 0)
            {
                NotesOnSources = Notes.Count;
                known?.Add(role.Name, new KnownSource(_end, source, Steps, Notes));
            }
        }
    }

    /// <summary>Keys beside something else that gives credentials are somebody else to one SDK than to another.</summary>
    private void NoteRivals(Profile profile, CredentialSource? source)
    {
        string[] rivals = [ProfileSettings.RoleArn, ProfileSettings.SsoSession, ProfileSettings.SsoStartUrl, ProfileSettings.CredentialProcess];
        if (CredentialSourceResolver.HasKeys(profile)
            && profile[ProfileSettings.SourceProfile] != profile.Name // its role is assumed with its own keys, as AWS' documents say
            && Array.Find(rivals, setting => profile[setting] is not null) is { } rival)
        {
            var winner = profile[ProfileSettings.RoleArn] is not null ? ProfileSettings.RoleArn : source is KeySource ? "the keys" : rival;
            Note($"Profile '{profile.Name}' has keys beside {rival}, and AWS' SDKs differ on which of them they use. RoleAssist uses {winner}.");
        }
    }

    /// <summary>A token is all that AssumeRoleWithWebIdentity takes: no external ID, no MFA device, and nobody's credentials.</summary>
    private void NoteWithoutEffect(Profile profile)
    {
        string[] settings = [ProfileSettings.SourceProfile, ProfileSettings.CredentialSource, ProfileSettings.ExternalId, ProfileSettings.MfaSerial];
        var given = Array.FindAll(settings, setting => profile[setting] is not null);
        if (given.Length > 0)
        {
            Note($"{string.Join(", ", given)} of profile '{profile.Name}' {(given.Length == 1 ? "has" : "have")} no effect: its role is assumed with the token in web_identity_token_file alone.");
        }
    }

    /// <summary>A profile that describes neither a role nor a source; where some of it may be lost to a mistake in the files, that comes first.</summary>
    public static RoleAssistException NoCredentials(ProfileSet profiles, Profile profile) => profiles.Hiding is { } hiding
        ? new RoleAssistException(
            hiding.Code,
            $"Profile '{profile.Name}' has no credentials that can be read: {hiding.Message}",
            "Correct that first.")
        { Profile = profile.Name, Location = hiding.Location }
        : new RoleAssistException(
            ErrorCode.CredentialsMissing,
            $"Profile '{profile.Name}' did not contain credential information: it holds no credentials and no way to get any.",
            profile[ProfileSettings.SourceProfile] is not null
                ? "It has a source_profile but no role_arn: add the role_arn of the role to assume."
                : "Give it keys, a role_arn with a source_profile, an sso_session or a credential_process.")
        { Profile = profile.Name };

    /// <summary>From the second profile on, keys win over a role: they are what the one before wants.</summary>
    private bool CountsForItsKeys(Profile profile) => _path.Count > 1 && CredentialSourceResolver.HasKeys(profile);

    /// <summary>Whether the profile's role is a step. With a token file it is where the chain begins.</summary>
    private bool IsStep(Profile profile) =>
        !CountsForItsKeys(profile) && profile[ProfileSettings.RoleArn] is not null && profile[ProfileSettings.WebIdentityTokenFile] is null;

    /// <summary>The profile whose credentials assume a role; null where that role's own profile says what does: a credential source, or its keys, process or login.</summary>
    private Profile? SourceOf(Profile profile) => (profile[ProfileSettings.SourceProfile], profile[ProfileSettings.CredentialSource]) switch
    {
        (not null, not null) => throw profile.Invalid(
            ProfileSettings.CredentialSource,
            $"The role of '{profile.Name}' has two sources: the profile contained both source_profile and credential_source.",
            "Keep one of them."),
        (null, null) => throw profile.Invalid(
            ProfileSettings.RoleArn,
            $"Profile '{profile.Name}' has a role_arn but nothing to assume it with: the profile must contain `source_profile` or `credential_source`.",
            $"Add source_profile with the name of a profile that has credentials; it may be '{profile.Name}' itself."),
        ({ } name, null) when name != profile.Name => Next(profile, name),
        _ => null,
    };

    private Profile Next(Profile profile, string name)
    {
        profiles.RequireSound(SectionName.Profile(name), name);
        var next = profiles.Find(name) ?? throw profiles.NotFound(
            name,
            $"Profile '{profile.Name}' names a source profile that is not there: could not find source profile {name} referenced from {profile.Name}.",
            profile.LocationOf(ProfileSettings.SourceProfile));
        if (_path.IndexOf(name) is var start && start < 0)
        {
            return next;
        }

        // What is in the loop tells it from another place.
        _spoiled = start;
        var loop = string.Join(" -> ", _path.Keys.SkipWhile(visited => visited != name).Append(name));
        throw new RoleAssistException(
            ErrorCode.ProfileCycle,
            $"A source profile formed an infinite loop: {loop}.",
            "Let one of them end at a profile that has credentials of its own.")
        { Profile = profile.Name, Location = profile.LocationOf(ProfileSettings.SourceProfile) };
    }

    private void AddRole(Profile profile, CredentialSource source)
    {
        RoleReference.Require(profile);
        StsRules.RoleSessionName.Require(profile, ProfileSettings.RoleSessionName);
        StsRules.ExternalId.Require(profile, ProfileSettings.ExternalId);
        StsRules.MfaSerial.Require(profile, ProfileSettings.MfaSerial);

        NotePartition(profile, source);
        var isChained = Steps.Count > 0 || source.IsRoleSession;
        Add(new AssumeRoleStep(profile.Name, profile[ProfileSettings.RoleArn]!, profile[ProfileSettings.MfaSerial], DurationOf(profile, isChained))
        {
            RoleSessionName = profile[ProfileSettings.RoleSessionName],
            ExternalId = profile[ProfileSettings.ExternalId],
        });
        if (profile[ProfileSettings.MfaSerial] is not null && (isChained || !source.MayBeLongLived))
        {
            Note($"mfa_serial of profile '{profile.Name}' has no effect: its role is assumed with temporary credentials, which have no MFA device.");
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
            $"Profile '{profile.Name}' asks for {duration} seconds and gets {StsRules.ChainedRoleSeconds}: "
            + "a role that is assumed with temporary credentials (role chaining) lasts an hour at most.");
        return StsRules.ChainedRoleSeconds;
    }

    /// <summary>Partitions are worlds of their own: no identity of one can assume a role of another.</summary>
    private void NotePartition(Profile profile, CredentialSource source)
    {
        var before = (Steps is [.., AssumeRoleStep last] ? last.RoleArn : (source as WebIdentitySource)?.RoleArn) is { } text && RoleArn.TryParse(text, out var role)
            ? role.Partition
            : null;
        if (!RoleArn.TryParse(profile[ProfileSettings.RoleArn], out var own))
        {
            return;
        }

        if (before is not null && before != own.Partition)
        {
            Note($"The role of profile '{profile.Name}' is in the partition {own.Partition}, and what assumes it is in {before}: AWS lets no identity of one partition assume a role of another.");
        }

        if (Partitions.Find(own.Partition) is null)
        {
            Note($"The role of profile '{profile.Name}' is in the partition {own.Partition}, which RoleAssist does not know; the STS of {Partitions.Default.Id} is asked unless the profile says otherwise.");
        }
    }
}
