using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Tests.Keys.Rotation;

/// <summary>A store that reports each write before and after it happens.</summary>
internal sealed class WatchedStore(ISecretStore inner, Action<string> happens) : ISecretStore
{
    /// <summary>Gets the item that was written last.</summary>
    public byte[]? Last { get; private set; }

    public StoreKind Kind => inner.Kind;

    public Task<StoreStatus> ProbeAsync(CancellationToken cancellationToken) => inner.ProbeAsync(cancellationToken);

    public Task<SecretBytes?> GetAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        inner.GetAsync(name, prompt, cancellationToken);

    public async Task SetAsync(
        SecretName name,
        string label,
        SecretBytes secret,
        KeychainPrompt prompt,
        CancellationToken cancellationToken
    )
    {
        happens("before write");
        await inner.SetAsync(name, label, secret, prompt, cancellationToken);
        Last = secret.Span.ToArray();
        happens("after write");
    }

    public Task<bool> DeleteAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        inner.DeleteAsync(name, prompt, cancellationToken);

    public Task<IReadOnlyList<SecretName>> ListAsync(KeychainPrompt prompt, CancellationToken cancellationToken) =>
        inner.ListAsync(prompt, cancellationToken);

    public Task UnlockAsync(KeychainPrompt prompt, CancellationToken cancellationToken) =>
        inner.UnlockAsync(prompt, cancellationToken);

    public Task LockAsync(CancellationToken cancellationToken) => inner.LockAsync(cancellationToken);
}
