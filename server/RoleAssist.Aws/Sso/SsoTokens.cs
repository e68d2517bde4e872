using System.Collections.Concurrent;
using System.Text;
using RoleAssist.Aws.Formats;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// The tokens of sign-ins to Identity Center: in the cache that AWS' tools share, or sealed for RoleAssist alone, as the
/// user wants. A token that is renewed stays where it is.
/// </summary>
public sealed class SsoTokens(ProcessEnvironment environment, ITokenVault vault, TimeProvider time) : IDisposable
{
    private readonly SsoTokenCache _cache = new(environment, time);
    private readonly ConcurrentDictionary<string, string> _ofSandbox = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _sandboxTurn = new(1);

    /// <summary>Gets the file in which AWS' tools look for a token.</summary>
    internal string PathOf(SsoSource source) => _cache.PathOf(source);

    /// <summary>Gets the files that change when the user signs in with another program.</summary>
    internal IReadOnlyList<string> FilesOf(SsoSource source) =>
        source.IsSandbox ? []
        : vault.IsWanted ? [_cache.PathOf(source), vault.FilePath]
        : [_cache.PathOf(source)];

    /// <summary>Describes where a token would be, for use after "has no token".</summary>
    internal string PlaceOf(SsoSource source) =>
        source.IsSandbox ? "in the sandbox"
        : vault.IsWanted ? $"in the vault or in {_cache.PathOf(source)}"
        : $"in {_cache.PathOf(source)}";

    /// <summary>Reads a token; returns null if there is none.</summary>
    internal async Task<SsoToken?> ReadAsync(SsoSource source, CancellationToken cancellationToken)
    {
        if (source.IsSandbox)
        {
            return Parse(_ofSandbox.GetValueOrDefault(SsoTokenCache.NameOf(source)), TokenPlace.Memory);
        }

        return (
                vault.IsWanted
                    ? Parse(
                        await vault.ReadAsync(IdOf(source), cancellationToken).ConfigureAwait(false),
                        TokenPlace.Vault
                    )
                    : null
            ) ?? await _cache.ReadAsync(source, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Prevents other processes from changing the same token at the same time.</summary>
    internal async Task<IDisposable> LockAsync(SsoSource source, CancellationToken cancellationToken)
    {
        if (source.IsSandbox)
        {
            await _sandboxTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Turn(_sandboxTurn);
        }

        return vault.IsWanted
            ? await vault.LockAsync(IdOf(source), cancellationToken).ConfigureAwait(false)
            : await _cache.LockAsync(source, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces a token where it is.</summary>
    internal async Task ReplaceAsync(
        SsoSource source,
        SsoToken token,
        byte[] content,
        CancellationToken cancellationToken
    )
    {
        switch (token.Place)
        {
            case TokenPlace.Memory:
                _ofSandbox[SsoTokenCache.NameOf(source)] = Encoding.UTF8.GetString(content);
                break;
            case TokenPlace.Vault:
                await vault
                    .WriteAsync(IdOf(source), Encoding.UTF8.GetString(content), cancellationToken)
                    .ConfigureAwait(false);
                break;
            default:
                _cache.Write(source, content);
                break;
        }
    }

    /// <summary>Keeps the token of a new sign-in where the user wants it, and removes an older one elsewhere.</summary>
    internal async Task KeepAsync(SsoSource source, SsoToken token, CancellationToken cancellationToken)
    {
        var place =
            source.IsSandbox ? TokenPlace.Memory
            : vault.IsWanted ? TokenPlace.Vault
            : TokenPlace.Cache;
        var content = token.Document.With(new Dictionary<string, string>());
        await ReplaceAsync(source, token with { Place = place }, content, cancellationToken).ConfigureAwait(false);
        if (place == TokenPlace.Vault)
        {
            _cache.Delete(source);
        }
    }

    /// <summary>Removes a token wherever it is.</summary>
    internal async Task DeleteAsync(SsoSource source, CancellationToken cancellationToken)
    {
        if (source.IsSandbox)
        {
            _ofSandbox.TryRemove(SsoTokenCache.NameOf(source), out _);
            return;
        }

        _cache.Delete(source);
        if (vault.IsWanted)
        {
            await vault.DeleteAsync(IdOf(source), cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _sandboxTurn.Dispose();

    private static SsoToken? Parse(string? text, TokenPlace place) =>
        text is not null && JsonFields.Parse(text) is { } document && SsoToken.Parse(document) is { } token
            ? token with
            {
                Place = place,
            }
            : null;

    private static string IdOf(SsoSource source) => $"sso-{SsoTokenCache.NameOf(source)}";

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
