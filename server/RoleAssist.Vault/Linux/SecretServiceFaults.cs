using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Linux;

/// <summary>Faults of the keyring, in words of the vault.</summary>
internal static class SecretServiceFaults
{
    private const string OrFile = $"or set {RoleAssistVariables.Vault}=file to use a file with a passphrase";

    public static StoreStatus NoKeyring { get; } =
        StoreStatus.Unavailable(
            "The keyring service runs, but there is no keyring in it.",
            $"Log in to the desktop, which opens or makes the keyring, {OrFile}."
        );

    public static StoreStatus Describe(BusFault fault) =>
        StoreStatus.Unavailable(
            fault.Message,
            fault.Kind switch
            {
                BusFaultKind.NoBus => $"Use a desktop session, {OrFile}.",
                BusFaultKind.NoService => $"Install gnome-keyring or KWallet, {OrFile}.",
                _ => $"Restart the keyring, {OrFile}.",
            }
        );

    public static RoleAssistException Unavailable(StoreStatus status) =>
        VaultErrors.Unavailable(status.Reason!, status.Remedy);
}
