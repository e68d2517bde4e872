using RoleAssist.Contracts;
using RoleAssist.Core.Keys.Rotation;

namespace RoleAssist.Host.Rpc;

/// <content>The requests about the vault.</content>
internal sealed partial class RoleAssistServer
{
    public Task<VaultStatus> GetVaultStatusAsync(GetVaultStatusParams request, CancellationToken cancellationToken) =>
        vault.GetStatusAsync(cancellationToken);

    public Task<VaultKeyList> ListVaultKeysAsync(ListVaultKeysParams request, CancellationToken cancellationToken) =>
        vault.ListAsync(cancellationToken);

    public Task<ImportKeysResult> ImportKeysAsync(ImportKeysParams request, CancellationToken cancellationToken) =>
        vault.ImportAsync(request, cancellationToken);

    public Task<ImportedKey> AddKeyAsync(AddKeyParams request, CancellationToken cancellationToken) =>
        vault.AddAsync(request, cancellationToken);

    public Task RemoveKeyAsync(RemoveKeyParams request, CancellationToken cancellationToken) =>
        vault.RemoveAsync(request, cancellationToken);

    /// <remarks>The client has asked the user already, so what else uses the key is only a note in the result.</remarks>
    public async Task<RotateKeyResult> RotateKeyAsync(RotateKeyParams request, CancellationToken cancellationToken)
    {
        var result = await rotation()
            .RotateAsync(
                new RotationRequest(
                    request.Profile,
                    request.TokenCode,
                    request.Delete ?? false,
                    request.Finish ?? false
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return new RotateKeyResult(
            result.Profile,
            result.AccessKeyId,
            result.Step.Name,
            result.Notes,
            result.OldAccessKeyId
        );
    }

    public Task<VaultStatus> UnlockVaultAsync(UnlockVaultParams request, CancellationToken cancellationToken) =>
        vault.UnlockAsync(request, cancellationToken);

    public Task<VaultStatus> CreateVaultAsync(CreateVaultParams request, CancellationToken cancellationToken) =>
        vault.CreateAsync(request, cancellationToken);

    public Task<VaultStatus> LockVaultAsync(LockVaultParams request, CancellationToken cancellationToken) =>
        vault.LockAsync(request, cancellationToken);
}
