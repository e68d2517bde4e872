using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Vault;

/// <summary>
/// The errors of stores. They never carry the fault that caused them: its text comes from a keychain or from data that
/// may be secret, and log writers print inner exceptions.
/// </summary>
public static class VaultErrors
{
    public static RoleAssistException Locked(StoreKind store, string? because = null) =>
        new(
            ErrorCode.VaultLocked,
            because ?? $"The vault is locked: {store.Phrase()} needs its {Password(store)}.",
            "Run roleassist vault unlock in a terminal, or unlock it in VS Code."
        );

    public static RoleAssistException Unavailable(string reason, string? remedy = null) =>
        new(ErrorCode.VaultUnavailable, reason, remedy);

    public static RoleAssistException Full(StoreKind store, string reason) =>
        new(
            ErrorCode.VaultFull,
            $"The vault is full: {store.Phrase()} {reason}.",
            $"Remove secrets that you no longer need, or choose another store with {RoleAssistVariables.Vault}."
        );

    public static RoleAssistException KeyMissing(SecretName name) =>
        new(
            ErrorCode.KeyNotInVault,
            $"The vault has no item {name}.",
            $"Add the key again with roleassist vault add, or choose the store that has it with {RoleAssistVariables.Vault}."
        );

    internal static RoleAssistException KeyUnreadable(string reason) =>
        new(ErrorCode.KeyNotInVault, $"The item of an access key cannot be read: {reason}.", "Add the key again.");

    private static string Password(StoreKind store) => store == StoreKind.File ? "passphrase" : "password";
}
