using System.Text.Json;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Vault;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.State;

/// <summary>Keeps the index of the vault in a file. A file that cannot be read counts as empty.</summary>
internal sealed partial class FileVaultIndex(StateFolder folder, ILogger<FileVaultIndex> logger) : IVaultIndex
{
    private const string Name = "vault-index.json";

    /// <summary>Far more than a person's keys need.</summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly Lock _lock = new();

    public IReadOnlyList<VaultIndexEntry> Entries
    {
        get
        {
            try
            {
                using var file = PrivateFile.OpenRead(Path.Combine(folder.Path, Name));
                var entries = file is { Length: <= MaxBytes }
                    ? JsonSerializer.Deserialize(file, StateJsonContext.Default.IReadOnlyListVaultIndexEntry)
                    : null;
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

    public void Put(VaultIndexEntry entry) =>
        Change(entries => [.. entries.Where(known => known.Id != entry.Id), entry]);

    public void Remove(SecretName name) => Change(entries => [.. entries.Where(known => known.Id != name.Id)]);

    private void Change(Func<IReadOnlyList<VaultIndexEntry>, IReadOnlyList<VaultIndexEntry>> change)
    {
        try
        {
            lock (_lock)
            {
                PrivateFile.Write(
                    folder.GetFilePath(Name),
                    JsonSerializer.SerializeToUtf8Bytes(
                        change(Entries),
                        StateJsonContext.Default.IReadOnlyListVaultIndexEntry
                    )
                );
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogUnwritten(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index of the vault cannot be read: {Reason}")]
    private partial void LogUnreadable(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index of the vault was not written: {Reason}")]
    private partial void LogUnwritten(string reason);
}
