using System.Collections.Concurrent;
using System.Collections.Frozen;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>Everything the two AWS files say.</summary>
/// <param name="Profiles">The profiles in the order of the files.</param>
/// <param name="Services">The <c>[services NAME]</c> sections by name.</param>
/// <param name="Problems">What is wrong in the files.</param>
public sealed record ProfileSet(
    IReadOnlyList<Profile> Profiles,
    IReadOnlyDictionary<string, Profile> Services,
    IReadOnlyList<Problem> Problems)
{
    private readonly Dictionary<string, Profile> _byName = Profiles.ToDictionary(profile => profile.Name, StringComparer.Ordinal);

    // A list of profiles asks for as many as name the source that is missing, and each name is compared with all.
    private readonly ConcurrentDictionary<string, string> _hints = new(StringComparer.Ordinal);

    /// <summary>The <c>[sso-session NAME]</c> sections by name.</summary>
    public IReadOnlyDictionary<string, Profile> SsoSessions { get; init; } = FrozenDictionary<string, Profile>.Empty;

    /// <summary>
    /// What keeps a section from being used, by its <see cref="SectionName"/>: a line of its own that cannot be read or is nearly
    /// a setting. The section may be lost altogether.
    /// </summary>
    public IReadOnlyDictionary<string, Problem> Faults { get; init; } = FrozenDictionary<string, Problem>.Empty;

    /// <summary>What a person should know where a profile is not there, as sentences.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>What a profile may be lost to; null where none is.</summary>
    public Problem? Hiding => Problems.FirstOrDefault(problem => problem.HidesProfiles);

    public static ProfileSet Empty { get; } = new([], FrozenDictionary<string, Profile>.Empty, []);

    public Profile? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The profile of that name.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ProfileNotFound"/>, with the names that come near.</exception>
    public Profile Get(string name) => Sound(SectionName.Profile(name), name) ?? Find(name) ?? throw NotFound(name, $"There is no profile '{name}'.");

    public RoleAssistException NotFound(string name, string message, SourceLocation? location = null) =>
        new(ErrorCode.ProfileNotFound, message, _hints.GetOrAdd(name, HintFor)) { Profile = name, Location = location };

    /// <summary>Refuses a section that a line of its own spoils: what is left of it would be something else than its author wrote.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>, at the line.</exception>
    internal void RequireSound(string section, string profile) => Sound(section, profile);

    private Profile? Sound(string section, string profile) => Faults.TryGetValue(section, out var fault)
        ? throw new RoleAssistException(
            ErrorCode.ConfigurationInvalid,
            $"{(section == SectionName.Profile(profile) ? $"Profile '{profile}'" : $"The section [{section}] of profile '{profile}'")} cannot be used, because a line of it cannot be read: {fault.Message}",
            "Correct that line. No other profile is concerned, unless its chain leads here.")
        { Profile = profile, Location = fault.Location }
        : null;

    /// <summary>What may be the reason that a section is not there; null where nothing is known.</summary>
    internal string? ReasonFor(string section) =>
        Problems.FirstOrDefault(problem => problem.Subject is { } header && SectionName.IsMeant(header, section)) is { } ignored ? $"{ignored.Location}: {ignored.Message}"
        : Hiding is { } hiding ? $"It may be lost to a mistake in the AWS files: {hiding.Location}: {hiding.Message}"
        : null;

    private string HintFor(string name)
    {
        if (ReasonFor(SectionName.Profile(name)) is { } reason)
        {
            return reason;
        }

        var question = NearMisses.Question(name, Profiles.Select(profile => profile.Name));
        return (Profiles, question, Problems.FirstOrDefault(problem => problem is { Severity: ProblemSeverity.Error, Rule: null })) switch
        {
            (_, null, { } mistake) => $"It may be lost to a mistake in the AWS files: {mistake.Location}: {mistake.Message}",
            (_, null, _) when Hints is [var known, ..] => known,
            ([], _, _) => "The AWS files hold no profiles: write one into the config file, or try the sandbox (roleassist sandbox).",
            (_, null, _) => "List the profiles with: roleassist profiles",
            _ => question,
        };
    }
}

/// <summary>Reads the profiles of the person at this machine.</summary>
public interface IProfileStore
{
    /// <summary>
    /// The profiles as the files are now. A line that means nothing, or a file that cannot be read, is a problem in the
    /// answer and no failure: the rest still counts. It costs little while nothing has changed. Files are read on another
    /// thread, and waiting for a slow one can be cancelled.
    /// </summary>
    ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken);
}

/// <summary>Tells when the files come to say something else.</summary>
public interface IProfileWatcher : IDisposable
{
    /// <summary>What the files say now; raised on a thread of the pool.</summary>
    event Action<ProfileSet>? Changed;

    /// <summary>Begins to watch. Changes are those from what was read last, or else from what the files say at that moment.</summary>
    Task StartAsync(CancellationToken cancellationToken);
}
