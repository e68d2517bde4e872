using RoleAssist.Core.Environment;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Files;
using RoleAssist.Vault.Linux;
using RoleAssist.Vault.MacOS;
using RoleAssist.Vault.Windows;

namespace RoleAssist.Vault;

/// <summary>
/// The stores of this machine, and the choice among them: the one that ROLEASSIST_VAULT names, or else the first that
/// works. No store is made, and nothing is written.
/// </summary>
public sealed class SecretStores : ISecretStores, IDisposable
{
    private readonly ProcessEnvironment _environment;
    private readonly IReadOnlyList<ISecretStore> _automatic;

    /// <param name="environment">The process' environment; a workspace cannot change it.</param>
    /// <param name="pathOf">
    /// Returns the path of a file in the state folder, and creates the folder if necessary.
    /// </param>
    /// <param name="time">The time that limits and lifetimes run by.</param>
    public SecretStores(ProcessEnvironment environment, Func<string, string> pathOf, TimeProvider time)
    {
        var file = new PassphraseFileStore(pathOf, KernelKeyring.OrMemory(time), time);
        _environment = environment;
        File = file;
        _automatic =
            OperatingSystem.IsWindows() ? [new CredentialManagerStore(), new DpapiFileStore(pathOf, time)]
            : OperatingSystem.IsMacOS() ? [new KeychainStore(time), file]
            : [new SecretServiceStore(environment, time), file];
    }

    internal SecretStores(
        ProcessEnvironment environment,
        IReadOnlyList<ISecretStore> automatic,
        IPassphraseStore file
    ) => (_environment, _automatic, File) = (environment, automatic, file);

    /// <summary>The file with a passphrase, which exists on every platform once somebody has made it.</summary>
    public IPassphraseStore File { get; }

    /// <summary>All stores of this platform, best first.</summary>
    public IReadOnlyList<ISecretStore> All => _automatic.Contains(File) ? _automatic : [.. _automatic, File];

    /// <summary>Returns a store of this platform; null if it has no such store.</summary>
    public ISecretStore? Find(StoreKind kind) => All.FirstOrDefault(store => store.Kind == kind);

    /// <summary>Chooses the store and says why. It shows no prompt and does not throw.</summary>
    public Task<ChosenStore> ChooseAsync(CancellationToken cancellationToken) =>
        _environment[RoleAssistVariables.Vault] switch
        {
            null or StoreKinds.Auto => ChooseFirstAsync(cancellationToken),
            var name => ChooseNamedAsync(name, cancellationToken),
        };

    public void Dispose()
    {
        foreach (var store in _automatic.OfType<IDisposable>())
        {
            store.Dispose();
        }
    }

    private async Task<ChosenStore> ChooseFirstAsync(CancellationToken cancellationToken)
    {
        var passed = new List<PassedStore>();
        StoreStatus? best = null;
        foreach (var store in _automatic)
        {
            var status = await store.ProbeAsync(cancellationToken).ConfigureAwait(false);
            if (status.State != VaultState.Unavailable)
            {
                return Chosen(store, status, passed, isChosenByUser: false);
            }

            best ??= status;
            passed.Add(new PassedStore(store.Kind, status.Reason!));
        }

        return None(null, $"There is no vault on this machine. {best?.Reason}", best?.Remedy, passed, false);
    }

    private async Task<ChosenStore> ChooseNamedAsync(string name, CancellationToken cancellationToken)
    {
        if (StoreKinds.Find(name) is not { } kind)
        {
            return None(
                null,
                $"{RoleAssistVariables.Vault} names no store of the vault.",
                $"Set it to {string.Join(", ", StoreKinds.Values)}.",
                [],
                true
            );
        }

        if (Find(kind) is not { } store)
        {
            return None(
                kind,
                $"{RoleAssistVariables.Vault} names {kind.Phrase()}, which this operating system does not have.",
                $"Set it to {StoreKinds.Auto}, {string.Join(", ", All.Select(known => known.Kind.Name()))}.",
                [],
                true
            );
        }

        var status = await store.ProbeAsync(cancellationToken).ConfigureAwait(false);
        return status.State == VaultState.Unavailable
            ? None(kind, status.Reason!, status.Remedy, [], true)
            : Chosen(store, status, [], isChosenByUser: true);
    }

    private static ChosenStore Chosen(
        ISecretStore store,
        StoreStatus status,
        IReadOnlyList<PassedStore> passed,
        bool isChosenByUser
    ) =>
        new(
            store,
            new VaultStatus(
                store.Kind,
                status.State,
                status.Items,
                isChosenByUser,
                status.Reason,
                status.Remedy,
                passed
            )
        );

    private static ChosenStore None(
        StoreKind? kind,
        string reason,
        string? remedy,
        IReadOnlyList<PassedStore> passed,
        bool isChosenByUser
    ) => new(null, new VaultStatus(kind, VaultState.Unavailable, null, isChosenByUser, reason, remedy, passed));
}
