using System.Runtime.ExceptionServices;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// The results of walks for profiles that are sources of others. Shared while a list of profiles is resolved, so that
/// each profile is walked once, however long its chain is.
/// </summary>
internal sealed class ChainCache
{
    private readonly Dictionary<string, KnownSource> _byProfile = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CredentialSource?> _sources = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns the result for a source; null if it is unknown, or if its chain ends at the asking profile, which is a
    /// loop.
    /// </summary>
    public KnownSource? Find(string source, Profile asking) =>
        _byProfile.TryGetValue(source, out var known) && known.End != asking.Name ? known : null;

    /// <summary>Returns the credentials that a profile provides to others; resolves them once.</summary>
    public CredentialSource? GetSource(Profile profile, Func<Profile, CredentialSource?> resolve)
    {
        if (!_sources.TryGetValue(profile.Name, out var source))
        {
            _sources[profile.Name] = source = resolve(profile);
        }

        return source;
    }

    public void Add(string profile, KnownSource known) => _byProfile.TryAdd(profile, known);

    /// <summary>Stores the reason why these profiles have no chain.</summary>
    public void AddFault(IEnumerable<string> profiles, string end, RoleAssistException fault)
    {
        var captured = ExceptionDispatchInfo.Capture(fault);
        foreach (var profile in profiles)
        {
            Add(
                profile,
                new KnownSource(end, null, SharedPrefixList<ChainStep>.Empty, SharedPrefixList<string>.Empty)
                {
                    Fault = captured,
                }
            );
        }
    }
}

/// <param name="End">The profile at which the walk ended.</param>
/// <param name="Source">The source of that profile.</param>
/// <param name="Steps">The roles to assume from there; the last is the profile's own.</param>
/// <param name="Notes">Notes on settings that have no effect.</param>
internal sealed record KnownSource(
    string End,
    CredentialSource? Source,
    SharedPrefixList<ChainStep> Steps,
    SharedPrefixList<string> Notes
)
{
    /// <summary>Gets the reason why the profile has no chain; null if it has one.</summary>
    public ExceptionDispatchInfo? Fault { get; init; }
}
