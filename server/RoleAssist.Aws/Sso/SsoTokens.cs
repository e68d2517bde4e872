using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using RoleAssist.Aws.Formats;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// The tokens of sign-ins to Identity Center: in the cache that AWS' tools share, or sealed for RoleAssist alone, as the
/// user wants. A token that is renewed stays where it is.
/// </summary>
public sealed partial class SsoTokens(
    ProcessEnvironment environment,
    ITokenVault vault,
    TimeProvider time,
    ILogger<SsoTokens> logger
) : IDisposable
{
    private readonly SsoTokenCache _cache = new(environment, time);
    private readonly ConcurrentDictionary<string, string> _ofSandbox = new(StringComparer.Ordinal);
    private readonly UnwrittenRenewals<SsoToken> _unwritten = new();
    private readonly SemaphoreSlim _sandboxTurn = new(1);

    /// <summary>Gets the file in which AWS' tools look for a token.</summary>
    internal string PathOf(SsoSource source) => _cache.PathOf(source);

    /// <summary>Gets the file of the sealed tokens.</summary>
    internal string SealedFile => vault.FilePath;

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

    /// <summary>Gets every place that may hold a token, whatever the user wants now.</summary>
    internal IReadOnlyList<TokenPlace> PlacesOf(SsoSource source) =>
        source.IsSandbox ? [TokenPlace.Memory]
        : vault.Exists ? [TokenPlace.Cache, TokenPlace.Vault]
        : [TokenPlace.Cache];

    /// <summary>
    /// Reads a token; returns null if there is none. Of two, the sealed one counts, unless only the other is of use: the
    /// user may have signed in with the AWS CLI since.
    /// </summary>
    internal async Task<SsoToken?> ReadAsync(SsoSource source, CancellationToken cancellationToken)
    {
        if (source.IsSandbox)
        {
            return await ReadAsync(source, TokenPlace.Memory, cancellationToken).ConfigureAwait(false);
        }

        var now = time.GetUtcNow();
        var @sealed = vault.IsWanted
            ? await ReadAsync(source, TokenPlace.Vault, cancellationToken).ConfigureAwait(false)
            : null;
        return @sealed?.IsExpired(now) == false
            ? @sealed
            : SsoToken.BestOf(
                source,
                now,
                @sealed,
                await ReadAsync(source, TokenPlace.Cache, cancellationToken).ConfigureAwait(false)
            );
    }

    /// <summary>Reads the token of one place; returns null if there is none.</summary>
    internal async Task<SsoToken?> ReadAsync(SsoSource source, TokenPlace place, CancellationToken cancellationToken)
    {
        var stored = place switch
        {
            TokenPlace.Memory => Parse(_ofSandbox.GetValueOrDefault(SsoTokenCache.NameOf(source)), place),
            TokenPlace.Vault => Parse(
                await vault.ReadAsync(IdOf(source), cancellationToken).ConfigureAwait(false),
                place
            ),
            _ => await _cache.ReadAsync(source, cancellationToken).ConfigureAwait(false),
        };
        return _unwritten.TryFind(KeyOf(source, place), stored?.Registration?.RefreshToken, out var renewed)
            ? renewed
            : stored;
    }

    /// <summary>
    /// Prevents other processes from changing the same token at the same time. All take the cache's lock first, because
    /// not all of them need want the vault.
    /// </summary>
    internal async Task<IDisposable> LockAsync(SsoSource source, CancellationToken cancellationToken)
    {
        if (source.IsSandbox)
        {
            await _sandboxTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Turn(() => _sandboxTurn.Release());
        }

        var outer = await _cache.LockAsync(source, cancellationToken).ConfigureAwait(false);
        if (!vault.IsWanted)
        {
            return outer;
        }

        try
        {
            var inner = await vault.LockAsync(IdOf(source), cancellationToken).ConfigureAwait(false);
            return new Turn(() =>
            {
                inner.Dispose();
                outer.Dispose();
            });
        }
        catch
        {
            outer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Replaces a token by the renewed one where it is. Other tools take no lock: their newer sign-in or sign-out is not
    /// overwritten.
    /// </summary>
    /// <param name="source">Whose token it is.</param>
    /// <param name="used">The token whose refresh token was used up.</param>
    /// <param name="renewed">What the service gave.</param>
    /// <returns>The token that counts now; null if the user has signed out meanwhile.</returns>
    internal async Task<SsoToken?> ReplaceAsync(SsoSource source, SsoToken used, SsoToken renewed)
    {
        var refreshToken = used.Registration!.RefreshToken;
        var key = KeyOf(source, used.Place);
        try
        {
            // Not canceled: what the service has given once would be lost.
            var current = await ReadAsync(source, used.Place, CancellationToken.None).ConfigureAwait(false);
            if (current?.Registration?.RefreshToken != refreshToken)
            {
                var other = current ?? await ReadAsync(source, CancellationToken.None).ConfigureAwait(false);
                return other?.IsExpired(time.GetUtcNow()) == true ? renewed : other;
            }

            await WriteAsync(source, renewed, CancellationToken.None).ConfigureAwait(false);
            _unwritten.Forget(key);
        }
        catch (RoleAssistException fault)
        {
            if (_unwritten.Keep(key, refreshToken, renewed))
            {
                LogNotWritten(source.Session ?? source.StartUrl, (fault.InnerException ?? fault).Message);
            }
        }

        return renewed;
    }

    /// <summary>Fails if a token could not be kept where the user wants it.</summary>
    internal Task EnsureWritableAsync(SsoSource source, CancellationToken cancellationToken) =>
        vault.IsWanted && !source.IsSandbox ? vault.EnsureWritableAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Keeps the token of a new sign-in where the user wants it, and removes an older one elsewhere.</summary>
    /// <returns>What else the user should know, a sentence each.</returns>
    internal async Task<IReadOnlyList<string>> KeepAsync(
        SsoSource source,
        SsoToken token,
        CancellationToken cancellationToken
    )
    {
        var place =
            source.IsSandbox ? TokenPlace.Memory
            : vault.IsWanted ? TokenPlace.Vault
            : TokenPlace.Cache;
        await WriteAsync(source, token with { Place = place }, cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var other in PlacesOf(source).Where(other => other != place))
            {
                await DeleteAsync(source, other, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (RoleAssistException fault) when (place == TokenPlace.Cache)
        {
            return [$"An older token may be left among the sealed ones, and is not used: {fault.Message}"];
        }

        return [];
    }

    /// <summary>Removes the token of one place, if there is one.</summary>
    internal async Task DeleteAsync(SsoSource source, TokenPlace place, CancellationToken cancellationToken)
    {
        switch (place)
        {
            case TokenPlace.Memory:
                _ofSandbox.TryRemove(SsoTokenCache.NameOf(source), out _);
                break;
            case TokenPlace.Vault:
                await vault.DeleteAsync(IdOf(source), cancellationToken).ConfigureAwait(false);
                break;
            default:
                _cache.Delete(source);
                break;
        }

        _unwritten.Forget(KeyOf(source, place));
    }

    public void Dispose() => _sandboxTurn.Dispose();

    private async Task WriteAsync(SsoSource source, SsoToken token, CancellationToken cancellationToken)
    {
        var content = token.Document.ToUtf8();
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

    private static SsoToken? Parse(string? text, TokenPlace place) =>
        text is not null && JsonFields.Parse(text) is { } document && SsoToken.Parse(document) is { } token
            ? token with
            {
                Place = place,
            }
            : null;

    private static string IdOf(SsoSource source) => $"sso-{SsoTokenCache.NameOf(source)}";

    private static string KeyOf(SsoSource source, TokenPlace place) => $"{place}-{IdOf(source)}";

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The renewed sign-in of '{Name}' cannot be written, and ends with this process: {Reason}"
    )]
    private partial void LogNotWritten(string name, string reason);

    private sealed class Turn(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
