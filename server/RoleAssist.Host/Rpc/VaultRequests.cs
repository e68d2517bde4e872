using System.Text;
using RoleAssist.Contracts;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Vault;
using ImportedKey = RoleAssist.Contracts.ImportedKey;
using VaultStatus = RoleAssist.Contracts.VaultStatus;

namespace RoleAssist.Host.Rpc;

/// <summary>Answers the requests about the vault: translates, calls the use case, translates back.</summary>
/// <remarks>The answers wait for keychains and files, so they leave the dispatcher.</remarks>
internal sealed class VaultRequests(
    VaultStatusHandler status,
    ListKeysHandler list,
    ImportKeysHandler import,
    AddKeyHandler add,
    RemoveKeyHandler remove,
    UnlockVaultHandler unlock,
    CreateVaultHandler create,
    LockVaultHandler locking
)
{
    public Task<VaultStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        Task.Run(
            async () => (await status.HandleAsync(cancellationToken).ConfigureAwait(false)).ToWire(),
            cancellationToken
        );

    public Task<VaultKeyList> ListAsync(CancellationToken cancellationToken) =>
        Task.Run(
            async () => (await list.HandleAsync(cancellationToken).ConfigureAwait(false)).ToWire(),
            cancellationToken
        );

    public Task<ImportKeysResult> ImportAsync(ImportKeysParams request, CancellationToken cancellationToken)
    {
        WireMapping.RequireNoNulls(request.Profiles);
        return Task.Run(
            async () => (await import.HandleAsync(request.Profiles, cancellationToken).ConfigureAwait(false)).ToWire(),
            cancellationToken
        );
    }

    public Task<ImportedKey> AddAsync(AddKeyParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
                (
                    await add.HandleAsync(
                            new NewKey(
                                request.Profile,
                                request.AccessKeyId,
                                request.SecretAccessKey,
                                request.MfaSerial
                            ),
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                ).ToWire(),
            cancellationToken
        );

    public Task RemoveAsync(RemoveKeyParams request, CancellationToken cancellationToken) =>
        Task.Run(
            () => remove.HandleAsync(request.Profile, RemovedKey.IsForgotten, cancellationToken),
            cancellationToken
        );

    public Task<VaultStatus> UnlockAsync(UnlockVaultParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                using var passphrase = request.Passphrase is { } text ? SecretOf(text) : null;
                await unlock.HandleAsync(passphrase, cancellationToken).ConfigureAwait(false);
                return await GetStatusAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken
        );

    public Task<VaultStatus> CreateAsync(CreateVaultParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                using var passphrase = SecretOf(request.Passphrase);
                await create.HandleAsync(passphrase, cancellationToken).ConfigureAwait(false);
                return await GetStatusAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken
        );

    public Task<VaultStatus> LockAsync(LockVaultParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var kept = request.Forget == true ? LockScope.KeptSessions : LockScope.OpenedKeys;
                await locking.HandleAsync(kept, cancellationToken).ConfigureAwait(false);
                return await GetStatusAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken
        );

    private static SecretBytes SecretOf(string text) => SecretBytes.Copy(Encoding.UTF8.GetBytes(text));
}
