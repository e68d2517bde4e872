using System.Collections.Concurrent;
using System.Collections.Frozen;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>The content of the two AWS files.</summary>
/// <param name="Profiles">The profiles in the order of the files.</param>
/// <param name="Services">The <c>[services NAME]</c> sections by name.</param>
/// <param name="Problems">The problems in the files.</param>
public sealed record ProfileSet(
    IReadOnlyList<Profile> Profiles,
    IReadOnlyDictionary<string, Profile> Services,
    IReadOnlyList<Problem> Problems
)
{
    /// <summary>
    /// A search for similar names compares with every profile, so the time for a file with many wrong names would grow
    /// with the square of its length.
    /// </summary>
    private const int MostSearches = 32;

    private readonly Dictionary<string, Profile> _byName = Profiles.ToDictionary(
        profile => profile.Name,
        StringComparer.Ordinal
    );

    // Cached: many profiles can refer to the same missing source, and each search compares the name with all profiles.
    private readonly ConcurrentDictionary<string, string> _hints = new(StringComparer.Ordinal);

    /// <summary>The <c>[sso-session NAME]</c> sections by name.</summary>
    public IReadOnlyDictionary<string, Profile> SsoSessions { get; init; } = FrozenDictionary<string, Profile>.Empty;

    /// <summary>
    /// Gets the problems that make a section unusable, by its <see cref="SectionName"/>: a line in it that cannot be
    /// parsed or is a misspelled setting. The section itself may be missing.
    /// </summary>
    public IReadOnlyDictionary<string, Problem> Faults { get; init; } = FrozenDictionary<string, Problem>.Empty;

    /// <summary>Gets the hints for a missing profile, as sentences.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>Gets the first problem that may hide profiles; null if there is none.</summary>
    public Problem? Hiding => Problems.FirstOrDefault(problem => problem.HidesProfiles);

    public static ProfileSet Empty { get; } = new([], FrozenDictionary<string, Profile>.Empty, []);

    public Profile? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Returns the profile of that name.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ProfileNotFound"/>; the hint suggests similar names.
    /// </exception>
    public Profile Get(string name) =>
        Sound(SectionName.Profile(name), name) ?? Find(name) ?? throw NotFound(name, $"There is no profile '{name}'.");

    public RoleAssistException NotFound(string name, string message, SourceLocation? location = null) =>
        new(ErrorCode.ProfileNotFound, message, _hints.GetOrAdd(name, HintFor)) { Profile = name, Location = location };

    /// <summary>Rejects a section with an unusable line, because the rest of it is not what its author wrote.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>, at the line.</exception>
    internal void RequireUsable(string section, string profile) => Sound(section, profile);

    private Profile? Sound(string section, string profile) =>
        Faults.TryGetValue(section, out var fault)
            ? throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"{(section == SectionName.Profile(profile) ? "Profile" : $"The section [{section}] of profile")} "
                    + $"'{profile}' cannot be used because of an error in it: {fault.Message}",
                "Fix that line. Only this profile and profiles that use it as a source are affected."
            )
            {
                Profile = profile,
                Location = fault.Location,
            }
            : null;

    /// <summary>Returns the probable reason why a section is missing; null if none is known.</summary>
    internal string? ReasonFor(string section) =>
        Problems.FirstOrDefault(problem => problem.Subject is { } header && SectionName.Matches(header, section))
            is { } ignored
            ? $"{ignored.Location}: {ignored.Message}"
        : Hiding is { } hiding ? $"It may be hidden by a mistake in the AWS files: {hiding.Location}: {hiding.Message}"
        : null;

    private string HintFor(string name)
    {
        if (ReasonFor(SectionName.Profile(name)) is { } reason)
        {
            return reason;
        }

        var question =
            _hints.Count < MostSearches ? NearMisses.Question(name, Profiles.Select(profile => profile.Name)) : null;
        return (
            Profiles,
            question,
            Problems.FirstOrDefault(problem => problem is { Severity: ProblemSeverity.Error, Rule: null })
        ) switch
        {
            (_, null, { } mistake) =>
                $"It may be hidden by a mistake in the AWS files: {mistake.Location}: {mistake.Message}",
            (_, null, _) when Hints is [var known, ..] => known,
            ([], _, _) =>
                "The AWS files contain no profiles. Add one to the config file, or try the sandbox (roleassist "
                    + "sandbox).",
            (_, null, _) => "To list the profiles, run: roleassist profiles",
            _ => question,
        };
    }
}
