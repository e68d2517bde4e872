using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace RoleAssist.Aws.Formats;

/// <summary>
/// Renewed sign-ins that could not be written. The service takes a refresh token once, so what is in the file is worth
/// nothing any more: this process goes on with what it was given.
/// </summary>
internal sealed class UnwrittenRenewals<T>
{
    private readonly ConcurrentDictionary<string, Renewal> _all = new(StringComparer.Ordinal);

    /// <summary>Returns what counts instead of the stored sign-in, and forgets it if the stored one is another.</summary>
    /// <param name="id">The sign-in.</param>
    /// <param name="stored">The refresh token that is stored; null if none is.</param>
    public bool TryFind(string id, string? stored, [MaybeNullWhen(false)] out T renewed)
    {
        renewed = default;
        if (!_all.TryGetValue(id, out var known))
        {
            return false;
        }

        if (known.Stored != stored)
        {
            _all.TryRemove(KeyValuePair.Create(id, known));
            return false;
        }

        renewed = known.Renewed;
        return true;
    }

    /// <summary>Keeps a renewal. A second one of the same sign-in still stands in for what is stored.</summary>
    /// <param name="id">The sign-in.</param>
    /// <param name="used">The refresh token that was used.</param>
    /// <param name="renewed">What the service gave.</param>
    /// <returns>Whether it is the first.</returns>
    public bool Keep(string id, string used, T renewed)
    {
        var kept = _all.AddOrUpdate(
            id,
            _ => new Renewal(used, renewed, IsFirst: true),
            (_, old) => new Renewal(old.Stored, renewed, IsFirst: false)
        );
        return kept.IsFirst;
    }

    /// <summary>Forgets a renewal, which has been written.</summary>
    public void Forget(string id) => _all.TryRemove(id, out _);

    /// <param name="Stored">The refresh token of the stored sign-in that this one replaces.</param>
    private sealed record Renewal(string Stored, T Renewed, bool IsFirst)
    {
        /// <summary>Returns nothing: all of it is secret.</summary>
        public override string ToString() => nameof(Renewal);
    }
}
