using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Core.Errors;
using RoleAssist.Core.SignIn;
using RoleAssist.Core.Vault;
using RoleAssist.Interop.Files;
using RoleAssist.Vault.Files;

namespace RoleAssist.Vault.Sessions;

/// <summary>
/// Keeps the tokens of sign-ins in one sealed file beside that of the sessions: ending all sessions is no sign-out. Its
/// key is an item of the vault. Readers need no lock, because a writer replaces the file in one step.
/// </summary>
/// <param name="stores">The stores of the vault.</param>
/// <param name="keys">The keys of sealed files.</param>
/// <param name="isWanted">Whether the user wants tokens here.</param>
/// <param name="pathOf">Returns the path of a file in the state folder.</param>
/// <param name="time">The clock.</param>
public sealed class SealedTokenStore(
    ISecretStores stores,
    SessionKeys keys,
    Func<bool> isWanted,
    Func<string, string> pathOf,
    TimeProvider time
) : ITokenVault
{
    public const string FileName = "sign-ins.v1";

    private const int MaxFileBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(10);

    /// <summary>Longer than renewing a token may take.</summary>
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(25);

    public bool IsWanted => isWanted();

    public string FilePath => pathOf(FileName);

    public bool Exists => File.Exists(FilePath);

    public Task EnsureWritableAsync(CancellationToken cancellationToken) =>
        InFolderAsync<bool>(async () =>
        {
            var file = ReadFile();
            if (file is null || await OpenAsync(file, cancellationToken).ConfigureAwait(false) is null)
            {
                await RequireStoreAsync(cancellationToken).ConfigureAwait(false);
            }

            return true;
        });

    public async Task<string?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var file = await InFolderAsync(() => Task.FromResult(ReadFile())).ConfigureAwait(false);
        return file is null
            ? null
            : (await OpenAsync(file, cancellationToken).ConfigureAwait(false))?.GetValueOrDefault(id);
    }

    public Task WriteAsync(string id, string token, CancellationToken cancellationToken) =>
        ChangeAsync(
            tokens =>
            {
                tokens[id] = token;
                return true;
            },
            cancellationToken
        );

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(tokens => tokens.Remove(id), cancellationToken);

    public Task<IDisposable> LockAsync(string id, CancellationToken cancellationToken) =>
        InFolderAsync(() =>
            LockedFile.OpenTemporaryAsync(pathOf($"turn-{id}.lock"), TurnLimit, time, cancellationToken)
        );

    private Task<bool> ChangeAsync(
        Func<Dictionary<string, string>, bool> change,
        CancellationToken cancellationToken
    ) =>
        InFolderAsync(async () =>
        {
            using var turn = await LockedFile
                .OpenTemporaryAsync(pathOf("sign-ins.lock"), WriteLimit, time, cancellationToken)
                .ConfigureAwait(false);
            var file = ReadFile();
            var header = file is null ? null : SessionFileHeader.Read(file);

            // Tokens whose key is gone are worth nothing: the user signs in again.
            var tokens = file is null ? null : await OpenAsync(file, cancellationToken).ConfigureAwait(false);
            header = tokens is null ? null : header;
            tokens ??= new Dictionary<string, string>(StringComparer.Ordinal);
            if (!change(tokens))
            {
                return false;
            }

            if (tokens.Count > 0)
            {
                header ??= await CreateKeyAsync(cancellationToken).ConfigureAwait(false);
                await SealAsync(header, tokens, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                File.Delete(pathOf(FileName));
                if (header is not null)
                {
                    await keys.DeleteAsync(header, cancellationToken).ConfigureAwait(false);
                }
            }

            return true;
        });

    private byte[]? ReadFile() => SealedFile.Read(pathOf(FileName), MaxFileBytes);

    private async Task<SessionFileHeader> CreateKeyAsync(CancellationToken cancellationToken) =>
        await keys.CreateAsync(await RequireStoreAsync(cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Returns the store for a new key.</summary>
    private async Task<ISecretStore> RequireStoreAsync(CancellationToken cancellationToken)
    {
        var chosen = await stores.ChooseAsync(cancellationToken).ConfigureAwait(false);
        var store = chosen.Require();
        return chosen.Status.State == VaultState.Locked ? throw VaultErrors.Locked(store.Kind) : store;
    }

    /// <returns>Null if the file is damaged, or its key no longer exists.</returns>
    private async Task<Dictionary<string, string>?> OpenAsync(byte[] file, CancellationToken cancellationToken)
    {
        if (SessionFileHeader.Read(file) is not { } header)
        {
            return null;
        }

        using var key = await keys.FindAsync(header, cancellationToken).ConfigureAwait(false);
        if (key is null)
        {
            return null;
        }

        using var content = SealedFile.Open(key, file);
        try
        {
            return content is null
                ? null
                : JsonSerializer.Deserialize(content.Span, TokenFileJsonContext.Default.DictionaryStringString);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task SealAsync(
        SessionFileHeader header,
        Dictionary<string, string> tokens,
        CancellationToken cancellationToken
    )
    {
        using var key =
            await keys.FindAsync(header, cancellationToken).ConfigureAwait(false)
            ?? throw VaultErrors.KeyMissing(header.Key);
        var content = JsonSerializer.SerializeToUtf8Bytes(tokens, TokenFileJsonContext.Default.DictionaryStringString);
        try
        {
            SealedFile.Write(pathOf(FileName), SealedFile.Seal(key, header.Write(), content));
        }
        finally
        {
            Array.Clear(content);
        }
    }

    private static async Task<T> InFolderAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable,
                $"The sealed sign-ins cannot be used: {fault.Message.TrimEnd('.')}.",
                "Check that you own RoleAssist's state folder. 'roleassist diagnose' names it.",
                fault
            );
        }
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class TokenFileJsonContext : JsonSerializerContext;
