using System.Text.Json;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.Vault;
using RoleAssist.Interop.Files;
using RoleAssist.Vault.Files;

namespace RoleAssist.Vault.Sessions;

/// <summary>
/// Keeps sessions in one sealed file in the state folder. Its key is an item of the vault; on Linux the opened key rests
/// in the kernel's keyring, so that a short-lived process need not ask the keychain. Readers need no lock, because a
/// writer replaces the file in one step.
/// </summary>
public sealed partial class SealedSessionStore(
    ISecretStores stores,
    SessionKeys keys,
    Func<KeepingPolicy> policy,
    Func<string, string> pathOf,
    TimeProvider time,
    ILogger<SealedSessionStore> logger
) : IKeptSessionStore
{
    public const string FileName = "sessions.v1";

    private const string SetAsideExtension = ".unreadable";

    /// <summary>Sessions of thousands of accounts.</summary>
    private const int MaxFileBytes = 64 * 1024 * 1024;

    /// <summary>How long a state of the vault is believed: a request asks for it several times.</summary>
    private static readonly TimeSpan StateLifetime = TimeSpan.FromSeconds(2);

    /// <summary>A key seals for so long. A stolen copy of the file is worth nothing when its sessions have ended.</summary>
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(90);

    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(10);

    /// <summary>Longer than the calls to AWS of one session take.</summary>
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(60);

    private (KeepingState State, long Timestamp)? _state;

    public async Task<KeepingState> ProbeAsync(CancellationToken cancellationToken)
    {
        if (_state is { } known && time.GetElapsedTime(known.Timestamp) < StateLifetime)
        {
            return known.State;
        }

        var state = await FindStateAsync(cancellationToken).ConfigureAwait(false);
        _state = (state, time.GetTimestamp());
        return state;
    }

    public async Task<KeptSessions> ReadAsync(CancellationToken cancellationToken)
    {
        if (policy() == KeepingPolicy.Off)
        {
            return KeptSessions.Empty;
        }

        try
        {
            return ReadFile() is { } file
                ? await OpenAsync(file, cancellationToken).ConfigureAwait(false) ?? KeptSessions.Empty
                : KeptSessions.Empty;
        }
        catch (Exception fault) when (IsTolerable(fault))
        {
            LogNotRead(fault.Message);
            return KeptSessions.Empty;
        }
    }

    public async Task<bool> ChangeAsync(Func<KeptSessions, KeptSessions> change, CancellationToken cancellationToken)
    {
        try
        {
            using var turn = await TakeWriteTurnAsync(cancellationToken).ConfigureAwait(false);
            var file = ReadFile();
            var content = file is null ? null : await OpenAsync(file, cancellationToken).ConfigureAwait(false);
            var changed = change(content ?? KeptSessions.Empty).WithoutEnded(time.GetUtcNow());
            if (changed.IsEmpty)
            {
                File.Delete(pathOf(FileName));
                await DeleteKeyAsync(file is null ? null : SessionFileHeader.Read(file), cancellationToken)
                    .ConfigureAwait(false);
                return true;
            }

            if (file is not null && content is null)
            {
                SetAside();
            }

            await WriteAsync(changed, content is null ? null : file, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception fault) when (IsTolerable(fault))
        {
            LogNotWritten(fault.Message);
            return false;
        }
    }

    public async Task<bool> EraseAsync(CancellationToken cancellationToken)
    {
        // Another process may hold the lock for long. What is to end must not wait for it.
        using var turn = await TryTakeWriteTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var header = ReadFile() is { } file ? SessionFileHeader.Read(file) : null;
            File.Delete(pathOf(FileName));
            File.Delete(pathOf(FileName + SetAsideExtension));
            await DeleteKeyAsync(header, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(fault.Message);
            return !ExistsFile();
        }
    }

    public void Lock()
    {
        try
        {
            if (ReadFile() is { } file && SessionFileHeader.Read(file) is { } header)
            {
                keys.Forget(header);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotRead(fault.Message);
        }

        _state = null;
    }

    public async Task<IDisposable> TakeTurnAsync(string what, CancellationToken cancellationToken)
    {
        try
        {
            return await LockedFile
                .OpenTemporaryAsync(pathOf($"turn-{what}.lock"), TurnLimit, time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Two requests to AWS do no harm; not being able to make one would.
            LogNoTurn(fault.Message);
            return new NoTurn();
        }
    }

    /// <summary>Without its key, a copy of the file is worth nothing. A vault that is locked now keeps an unused key.</summary>
    private async Task DeleteKeyAsync(SessionFileHeader? header, CancellationToken cancellationToken)
    {
        try
        {
            if (header is not null)
            {
                await keys.DeleteAsync(header, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (RoleAssistException fault)
        {
            LogNotWritten(fault.Message);
        }
    }

    private bool ExistsFile()
    {
        try
        {
            return File.Exists(pathOf(FileName));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Without a usable folder, there is no file that this process could read.
            return false;
        }
    }

    private async Task<IDisposable> TryTakeWriteTurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await TakeWriteTurnAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new NoTurn();
        }
    }

    private Task<IDisposable> TakeWriteTurnAsync(CancellationToken cancellationToken) =>
        LockedFile.OpenTemporaryAsync(pathOf("sessions.lock"), WriteLimit, time, cancellationToken);

    private async Task<KeepingState> FindStateAsync(CancellationToken cancellationToken)
    {
        if (policy() == KeepingPolicy.Off)
        {
            return KeepingState.Off;
        }

        try
        {
            if (ReadFile() is { } file && SessionFileHeader.Read(file) is { } header && IsWanted(header.Store))
            {
                using var opened = keys.FindOpened(header.Key);
                if (opened is not null)
                {
                    return KeepingState.On;
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotRead(fault.Message);
            return KeepingState.Unavailable;
        }

        var (store, status) = await stores.ChooseAsync(cancellationToken).ConfigureAwait(false);
        return (store, status.State) switch
        {
            (null, _) => KeepingState.Unavailable,
            _ when !IsWanted(store.Kind) => KeepingState.Off,
            (_, VaultState.Open) => KeepingState.On,
            (_, VaultState.Locked) => KeepingState.Locked,
            _ => KeepingState.Unavailable,
        };
    }

    /// <summary>
    /// By default sessions are kept where the operating system guards the key. A passphrase file is opened for hours,
    /// so whoever uses one decides.
    /// </summary>
    private bool IsWanted(StoreKind store) => policy() == KeepingPolicy.On || store != StoreKind.File;

    private byte[]? ReadFile() => SealedFile.Read(pathOf(FileName), MaxFileBytes);

    /// <returns>Null if the file is damaged, or its key no longer exists.</returns>
    /// <exception cref="RoleAssistException">The key cannot be read now.</exception>
    private async Task<KeptSessions?> OpenAsync(byte[] file, CancellationToken cancellationToken)
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
                : JsonSerializer.Deserialize(content.Span, SessionFileJsonContext.Default.KeptSessions);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task WriteAsync(KeptSessions sessions, byte[]? before, CancellationToken cancellationToken)
    {
        var header = before is null ? null : SessionFileHeader.Read(before);
        if (header is null || time.GetUtcNow() - header.Created > KeyLifetime)
        {
            var (store, status) = await stores.ChooseAsync(cancellationToken).ConfigureAwait(false);
            if (store is null || !IsWanted(store.Kind))
            {
                throw VaultErrors.Unavailable(status.Reason ?? "Sessions are not kept in this store.");
            }

            var old = header;
            header = await keys.CreateAsync(store, cancellationToken).ConfigureAwait(false);
            await SealAsync(header, sessions, cancellationToken).ConfigureAwait(false);
            if (old is not null)
            {
                await keys.DeleteAsync(old, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        await SealAsync(header, sessions, cancellationToken).ConfigureAwait(false);
    }

    private async Task SealAsync(SessionFileHeader header, KeptSessions sessions, CancellationToken cancellationToken)
    {
        using var key =
            await keys.FindAsync(header, cancellationToken).ConfigureAwait(false)
            ?? throw VaultErrors.KeyMissing(header.Key);
        var content = JsonSerializer.SerializeToUtf8Bytes(sessions, SessionFileJsonContext.Default.KeptSessions);
        try
        {
            SealedFile.Write(pathOf(FileName), SealedFile.Seal(key, header.Write(), content));
        }
        finally
        {
            Array.Clear(content);
        }
    }

    /// <summary>A file that cannot be opened is begun anew. It stays for a while, in case that its key comes back.</summary>
    private void SetAside()
    {
        LogSetAside();
        File.Move(pathOf(FileName), pathOf(FileName + SetAsideExtension), overwrite: true);
    }

    /// <summary>Nobody must fail to assume a role because it cannot be kept.</summary>
    private static bool IsTolerable(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or RoleAssistException;

    private sealed class NoTurn : IDisposable
    {
        public void Dispose() { }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The kept sessions cannot be read: {Reason}")]
    private partial void LogNotRead(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessions are not kept: {Reason}")]
    private partial void LogNotWritten(string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The file of kept sessions could not be opened and is begun anew"
    )]
    private partial void LogSetAside();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessions are requested without waiting for others: {Reason}")]
    private partial void LogNoTurn(string reason);
}
