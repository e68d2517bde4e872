using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Interop.Files;

namespace RoleAssist.Vault.Files;

/// <summary>
/// A store that keeps all secrets in one sealed file. Readers need no lock, because a writer replaces the file in one
/// step; writers take turns, in all processes.
/// </summary>
public abstract class SealedFileStore : ISecretStore
{
    /// <summary>More than <see cref="FileItems.MaxItems"/> secrets of the largest size need.</summary>
    private const int MaxFileBytes = 2 * 1024 * 1024;

    /// <summary>A writer holds the file for milliseconds.</summary>
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(10);

    private readonly Func<string, string> _pathOf;
    private readonly string _fileName;
    private readonly TimeProvider _time;

    /// <param name="fileName">The file's name in the state folder.</param>
    /// <param name="pathOf">
    /// Returns the path of a file in the state folder, and creates the folder if necessary.
    /// </param>
    /// <param name="time">The time that a writer waits by.</param>
    private protected SealedFileStore(string fileName, Func<string, string> pathOf, TimeProvider time) =>
        (_fileName, _pathOf, _time) = (fileName, pathOf, time);

    public abstract StoreKind Kind { get; }

    /// <summary>Whether the file exists, usable or not. In a folder that cannot be used, there is none.</summary>
    public bool Exists
    {
        get
        {
            try
            {
                return Path.Exists(FilePath);
            }
            catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    private protected string FilePath => _pathOf(_fileName);

    public Task<StoreStatus> ProbeAsync(CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                try
                {
                    return await ReadAsync(
                            items => new StoreStatus(VaultState.Open, items.All.Count),
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                }
                catch (RoleAssistException locked) when (locked.Code == ErrorCode.VaultLocked)
                {
                    return new StoreStatus(VaultState.Locked);
                }
                catch (RoleAssistException fault)
                {
                    return StoreStatus.Unavailable(fault.Summary, fault.Hint);
                }
            },
            cancellationToken
        );

    public Task<SecretBytes?> GetAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        ReadAsync(items => items.Find(name) is { } item ? SecretBytes.Copy(item.Secret.Span) : null, cancellationToken);

    public Task SetAsync(
        SecretName name,
        string label,
        SecretBytes secret,
        KeychainPrompt prompt,
        CancellationToken cancellationToken
    )
    {
        SecretGuard.Check(label, secret);
        return ChangeAsync(
            items =>
            {
                items.Set(name, label, secret);
                return items.All.Count <= FileItems.MaxItems
                    ? true
                    : throw VaultErrors.Full(Kind, $"holds at most {FileItems.MaxItems} secrets");
            },
            cancellationToken
        );
    }

    public Task<bool> DeleteAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        ChangeAsync(items => items.Remove(name), cancellationToken);

    public Task<IReadOnlyList<SecretName>> ListAsync(KeychainPrompt prompt, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SecretName>>(items => [.. items.All.Select(item => item.Name)], cancellationToken);

    public abstract Task UnlockAsync(KeychainPrompt prompt, CancellationToken cancellationToken);

    public abstract Task LockAsync(CancellationToken cancellationToken);

    /// <summary>Gets the key that the file is sealed with. The caller disposes it.</summary>
    /// <exception cref="RoleAssistException">A person must open the file first, or the header is invalid.</exception>
    private protected abstract SecretBytes GetKey(ReadOnlySpan<byte> header);

    /// <summary>Handles a file that the key of <see cref="GetKey"/> does not open.</summary>
    private protected abstract RoleAssistException NotOpened(ReadOnlySpan<byte> header);

    /// <summary>Makes a key and a header for a file that does not exist yet.</summary>
    /// <exception cref="RoleAssistException">The file cannot be made without a person.</exception>
    private protected abstract (SecretBytes Key, byte[] Header) CreateKey();

    /// <summary>Reads the file; null if it does not exist.</summary>
    private protected byte[]? ReadFile() => SealedFile.Read(FilePath, MaxFileBytes);

    private protected static ReadOnlySpan<byte> HeaderOf(byte[] file, string path) =>
        SealedFile.TryReadHeader(file, out var header) ? header : throw FileFaults.Damaged(path);

    private protected void WriteFile(SecretBytes key, ReadOnlySpan<byte> header, FileItems items)
    {
        using var content = items.Write();
        SealedFile.Write(FilePath, SealedFile.Seal(key, header, content.Span));
    }

    /// <summary>Opens the file with a key; null if the key does not fit or a byte has changed.</summary>
    private protected FileItems? Open(byte[] file, SecretBytes key)
    {
        using var content = SealedFile.Open(key, file);
        return content is null ? null : FileItems.Read(content.Span) ?? throw FileFaults.Damaged(FilePath);
    }

    /// <summary>Runs work while no other process writes to the file.</summary>
    private protected Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        TranslatedAsync(async () =>
        {
            using var turn = await LockedFile
                .OpenTemporaryAsync(FilePath + ".lock", TurnLimit, _time, cancellationToken)
                .ConfigureAwait(false);
            return work();
        });

    private protected Task<T> TranslatedAsync<T>(Func<Task<T>> work) =>
        Task.Run(() => FileFaults.TranslateAsync(Kind, work));

    private Task<T> ReadAsync<T>(Func<FileItems, T> read, CancellationToken cancellationToken) =>
        TranslatedAsync(() =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ReadFile() is not { } file)
            {
                return Task.FromResult(Missing(read));
            }

            using var key = GetKey(HeaderOf(file, FilePath));
            using var items = Open(file, key) ?? throw NotOpened(HeaderOf(file, FilePath));
            return Task.FromResult(read(items));
        });

    /// <summary>Reads a file that does not exist: an empty one, unless only a person can make it.</summary>
    private protected virtual T Missing<T>(Func<FileItems, T> read)
    {
        using var none = new FileItems([]);
        return read(none);
    }

    private Task<bool> ChangeAsync(Func<FileItems, bool> change, CancellationToken cancellationToken) =>
        InTurnAsync(
            () =>
            {
                var file = ReadFile();
                var (key, header) = file is null
                    ? CreateKey()
                    : (GetKey(HeaderOf(file, FilePath)), HeaderOf(file, FilePath).ToArray());
                using (key)
                {
                    using var items = file is null
                        ? new FileItems([])
                        : Open(file, key) ?? throw NotOpened(HeaderOf(file, FilePath));
                    if (!change(items))
                    {
                        return false;
                    }

                    WriteFile(key, header, items);
                    return true;
                }
            },
            cancellationToken
        );
}
