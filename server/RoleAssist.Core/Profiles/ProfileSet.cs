using System.Collections.Concurrent;
using System.Collections.Frozen;
using RoleAssist.Core.Diagnostics;
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

    public static ProfileSet Empty { get; } = new([], FrozenDictionary<string, Profile>.Empty, []);

    public Profile? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The profile of that name.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ProfileNotFound"/>, with the names that come near.</exception>
    public Profile Get(string name) => Find(name) ?? throw NotFound(name, $"There is no profile '{name}'.");

    public RoleAssistException NotFound(string name, string message, SourceLocation? location = null) =>
        new(ErrorCode.ProfileNotFound, message, _hints.GetOrAdd(name, HintFor)) { Profile = name, Location = location };

    private string HintFor(string name)
    {
        var question = NearMisses.Question(name, Profiles.Select(profile => profile.Name));
        return (Profiles, question, Problems.FirstOrDefault(problem => problem is { Severity: ProblemSeverity.Error, Rule: null })) switch
        {
            (_, null, { } mistake) => $"It may be lost to a mistake in the AWS files: {mistake.Location}: {mistake.Message}",
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
