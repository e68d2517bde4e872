using System.Runtime.ExceptionServices;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// What walks found behind profiles that are others' sources. A list of profiles keeps it while it is made, so that each
/// profile is walked once, however long its chain.
/// </summary>
internal sealed class KnownSources
{
    private readonly Dictionary<string, KnownSource> _byProfile = new(StringComparer.Ordinal);

    /// <summary>What lies behind a source; null where that is not known, or where its chain ends at the profile that asks, which is a loop.</summary>
    public KnownSource? Find(string source, Profile asking) =>
        _byProfile.TryGetValue(source, out var known) && known.End != asking.Name ? known : null;

    public void Add(string profile, KnownSource known) => _byProfile.TryAdd(profile, known);

    /// <summary>Keeps why no chain leads to these profiles.</summary>
    public void AddFault(IEnumerable<string> profiles, string end, RoleAssistException fault)
    {
        var captured = ExceptionDispatchInfo.Capture(fault);
        foreach (var profile in profiles)
        {
            Add(profile, new KnownSource(end, null, Trail<ChainStep>.Empty, Trail<string>.Empty) { Fault = captured });
        }
    }
}

/// <param name="End">The profile at which the walk ended.</param>
/// <param name="Source">The source there.</param>
/// <param name="Steps">The roles from there to the profile, its own the last.</param>
/// <param name="Notes">What of them has no effect.</param>
internal sealed record KnownSource(string End, CredentialSource? Source, Trail<ChainStep> Steps, Trail<string> Notes)
{
    /// <summary>Why no chain leads to the profile; null where one does.</summary>
    public ExceptionDispatchInfo? Fault { get; init; }
}
