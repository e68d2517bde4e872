using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Tests.Fakes;

/// <summary>A store that only has a status.</summary>
internal class FakeStore(StoreKind kind, StoreStatus status) : ISecretStore
{
    public StoreKind Kind => kind;

    public Task<StoreStatus> ProbeAsync(CancellationToken cancellationToken) => Task.FromResult(status);

    public Task<SecretBytes?> GetAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetAsync(
        SecretName name,
        string label,
        SecretBytes secret,
        KeychainPrompt prompt,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<bool> DeleteAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<SecretName>> ListAsync(KeychainPrompt prompt, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task UnlockAsync(KeychainPrompt prompt, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task LockAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal sealed class FakeFileStore(StoreStatus status) : FakeStore(StoreKind.File, status), IPassphraseStore
{
    public bool Exists => true;

    public Task CreateAsync(SecretBytes passphrase, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task OpenAsync(SecretBytes passphrase, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task ChangePassphraseAsync(
        SecretBytes current,
        SecretBytes replacement,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();
}
