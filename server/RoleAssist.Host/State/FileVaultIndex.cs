using System.Text.Json;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Vault;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.State;

/// <summary>
/// Keeps the index of the vault in a file. A file that cannot be read counts as empty. Writers take turns by a lock file,
/// in this process and others, so that none undoes another's change.
/// </summary>
internal sealed partial class FileVaultIndex(StateFolder folder, TimeProvider time, ILogger<FileVaultIndex> logger)
    : IVaultIndex
{
    private const string Name = "vault-index.json";

    /// <summary>Far more than a person's keys need.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Far longer than a write takes. Then the change is written anyway, rather than lost for certain.</summary>
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(5);

    public IReadOnlyList<VaultIndexEntry> Entries
    {
        get
        {
            try
            {
                using var file = PrivateFile.OpenRead(Path.Combine(folder.Path, Name));
                if (file is { Length: > MaxBytes })
                {
                    LogUnreadable($"it is larger than {MaxBytes} bytes.");
                    return [];
                }

                var entries = file is null
                    ? null
                    : JsonSerializer.Deserialize(file, StateJsonContext.Default.IReadOnlyListVaultIndexEntry);
                // JSON may have null where an entry belongs.
                return [.. (entries ?? []).OfType<VaultIndexEntry>()];
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
            {
                LogUnreadable(fault.Message);
                return [];
            }
        }
    }

    public Task PutAsync(VaultIndexEntry entry) =>
        ChangeAsync(entries => [.. entries.Where(known => known.Id != entry.Id), entry]);

    public Task RemoveAsync(SecretName name) =>
        ChangeAsync(entries => [.. entries.Where(known => known.Id != name.Id)]);

    private async Task ChangeAsync(Func<IReadOnlyList<VaultIndexEntry>, IReadOnlyList<VaultIndexEntry>> change)
    {
        try
        {
            var path = folder.GetFilePath(Name);
            using var turn = await TryTakeTurnAsync($"{path}.lock").ConfigureAwait(false);
            PrivateFile.Write(
                path,
                JsonSerializer.SerializeToUtf8Bytes(
                    change(Entries),
                    StateJsonContext.Default.IReadOnlyListVaultIndexEntry
                )
            );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogUnwritten(fault.Message);
        }
    }

    private async Task<IDisposable?> TryTakeTurnAsync(string path)
    {
        try
        {
            return await LockedFile
                .OpenTemporaryAsync(path, TurnLimit, time, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (IOException held) when (LockedFile.IsHeld(held))
        {
            LogWithoutTurn();
            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Another process has been writing the index of the vault for too long; this one no longer waits for it"
    )]
    private partial void LogWithoutTurn();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index of the vault cannot be read: {Reason}")]
    private partial void LogUnreadable(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index of the vault was not written: {Reason}")]
    private partial void LogUnwritten(string reason);
}
