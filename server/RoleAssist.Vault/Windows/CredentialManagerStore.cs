using System.Globalization;
using System.Security.Cryptography;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Files;

namespace RoleAssist.Vault.Windows;

/// <summary>
/// Keeps secrets in Windows' Credential Manager, as generic credentials on this machine. It has no lock and no prompt:
/// whoever runs as this user can read them.
/// </summary>
public sealed class CredentialManagerStore : ISecretStore
{
    private const string Prefix = "RoleAssist:";

    /// <summary>Windows may list a generic credential under this name (seen by Git Credential Manager).</summary>
    private const string LegacyPrefix = "LegacyGeneric:target=";

    /// <summary>CRED_PERSIST_LOCAL_MACHINE.</summary>
    private const int LocalMachine = 2;

    private const int NotEnoughMemory = 8;
    private const int NotFound = 1168;

    /// <summary>ERROR_NO_SUCH_LOGON_SESSION: a network logon, such as SSH with a key.</summary>
    private const int NoLogonSession = 1312;

    /// <summary>RPC_X_BAD_STUB_DATA: what Windows says when a secret is too long.</summary>
    private const int BadStubData = 1783;

    private readonly ICredentialApi _api;

    public CredentialManagerStore()
        : this(new CredentialApi()) { }

    internal CredentialManagerStore(ICredentialApi api) => _api = api;

    public StoreKind Kind => StoreKind.CredentialManager;

    private static StoreStatus NotPersistent { get; } =
        StoreStatus.Unavailable(
            "The Windows Credential Manager keeps nothing in this logon session, such as one over SSH.",
            "Use the file sealed by Windows, or log on at the desktop."
        );

    public Task<StoreStatus> ProbeAsync(CancellationToken cancellationToken) =>
        Task.Run(
            () =>
                _api.GetMaxPersistence(out var persistence) switch
                {
                    0 when persistence < LocalMachine => NotPersistent,
                    NoLogonSession => NotPersistent,
                    0 => _api.List($"{Prefix}*", out var targets) switch
                    {
                        0 or NotFound => new StoreStatus(VaultState.Open, NamesOf(targets).Count),
                        var error => StoreStatus.Unavailable(Failed(error)),
                    },
                    var error => StoreStatus.Unavailable(Failed(error)),
                },
            cancellationToken
        );

    public Task<SecretBytes?> GetAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        Task.Run(() => Read(name), cancellationToken);

    public Task SetAsync(
        SecretName name,
        string label,
        SecretBytes secret,
        KeychainPrompt prompt,
        CancellationToken cancellationToken
    )
    {
        SecretGuard.Check(label, secret);
        return Task.Run(() => Require(_api.Write(Target(name), label, secret.Span)), cancellationToken);
    }

    public Task<bool> DeleteAsync(SecretName name, KeychainPrompt prompt, CancellationToken cancellationToken) =>
        Task.Run(() => IsFound(_api.Delete(Target(name))), cancellationToken);

    public Task<IReadOnlyList<SecretName>> ListAsync(KeychainPrompt prompt, CancellationToken cancellationToken) =>
        Task.Run(() => IsFound(_api.List($"{Prefix}*", out var targets)) ? NamesOf(targets) : [], cancellationToken);

    /// <summary>The Credential Manager is open as long as its user is logged on.</summary>
    public Task UnlockAsync(KeychainPrompt prompt, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task LockAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private SecretBytes? Read(SecretName name)
    {
        if (!IsFound(_api.Read(Target(name), out var secret)) || secret is null)
        {
            return null;
        }

        try
        {
            return secret.Length <= ISecretStore.MaxSecretBytes
                ? SecretBytes.Copy(secret)
                : throw VaultErrors.Unavailable($"The item {name} in {Kind.Phrase()} is too long.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static string Target(SecretName name) => Prefix + name;

    private static IReadOnlyList<SecretName> NamesOf(IReadOnlyList<string> targets) =>
        [
            .. targets
                .Select(target =>
                    target.StartsWith(LegacyPrefix, StringComparison.Ordinal) ? target[LegacyPrefix.Length..] : target
                )
                .Where(target => target.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(target => SecretName.TryParse(target[Prefix.Length..], out var name) ? name : null)
                .OfType<SecretName>(),
        ];

    private bool IsFound(int error)
    {
        if (error == NotFound)
        {
            return false;
        }

        Require(error);
        return true;
    }

    private void Require(int error)
    {
        if (error != 0)
        {
            throw Fault(error);
        }
    }

    private RoleAssistException Fault(int error) =>
        error switch
        {
            NoLogonSession => VaultErrors.Unavailable(NotPersistent.Reason!, NotPersistent.Remedy),
            NotEnoughMemory or BadStubData => VaultErrors.Full(Kind, "has no room for this secret"),
            _ => VaultErrors.Unavailable(Failed(error)),
        };

    private static string Failed(int error) =>
        string.Create(CultureInfo.InvariantCulture, $"The Windows Credential Manager failed with error {error}.");
}
