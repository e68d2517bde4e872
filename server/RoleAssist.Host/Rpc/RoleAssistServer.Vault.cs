using RoleAssist.Contracts;

namespace RoleAssist.Host.Rpc;

/// <content>The requests about the vault.</content>
internal sealed partial class RoleAssistServer
{
    public Task<VaultStatus> GetVaultStatusAsync(GetVaultStatusParams request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<VaultKeyList> ListVaultKeysAsync(ListVaultKeysParams request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ImportKeysResult> ImportKeysAsync(ImportKeysParams request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ImportedKey> AddKeyAsync(AddKeyParams request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task RemoveKeyAsync(RemoveKeyParams request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<RotateKeyResult> RotateKeyAsync(RotateKeyParams request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<VaultStatus> UnlockVaultAsync(UnlockVaultParams request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<VaultStatus> CreateVaultAsync(CreateVaultParams request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<VaultStatus> LockVaultAsync(LockVaultParams request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
