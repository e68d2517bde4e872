using RoleAssist.Core.Vault;

namespace RoleAssist.TestInfrastructure.Vault;

/// <summary>An index in memory.</summary>
public sealed class MemoryVaultIndex : IVaultIndex
{
    private readonly List<VaultIndexEntry> _entries = [];

    public IReadOnlyList<VaultIndexEntry> Entries => [.. _entries];

    public Task PutAsync(VaultIndexEntry entry)
    {
        _entries.RemoveAll(known => known.Id == entry.Id);
        _entries.Add(entry);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(SecretName name)
    {
        _entries.RemoveAll(known => known.Id == name.Id);
        return Task.CompletedTask;
    }
}
