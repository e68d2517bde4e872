namespace RoleAssist.Core.Vault;

/// <summary>The names of the stores, for settings and for people.</summary>
public static class StoreKinds
{
    /// <summary>The setting's value that leaves the choice to RoleAssist.</summary>
    public const string Auto = "auto";

    /// <summary>Gets the store's name in settings and in JSON.</summary>
    public static string Name(this StoreKind kind) =>
        kind switch
        {
            StoreKind.CredentialManager => "credential-manager",
            StoreKind.Dpapi => "dpapi",
            StoreKind.Keychain => "keychain",
            StoreKind.SecretService => "secret-service",
            StoreKind.File => "file",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>Gets the store's name in a sentence.</summary>
    public static string Phrase(this StoreKind kind) =>
        kind switch
        {
            StoreKind.CredentialManager => "the Windows Credential Manager",
            StoreKind.Dpapi => "the file sealed by Windows",
            StoreKind.Keychain => "the macOS login keychain",
            StoreKind.SecretService => "the keyring (Secret Service)",
            StoreKind.File => "the file sealed by a passphrase",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>All values of the setting.</summary>
    public static IReadOnlyList<string> Values { get; } = [Auto, .. Enum.GetValues<StoreKind>().Select(Name)];

    /// <summary>Returns the store with a name; null if there is none.</summary>
    public static StoreKind? Find(string name) =>
        Enum.GetValues<StoreKind>()
            .Where(kind => kind.Name() == name)
            .Select(kind => (StoreKind?)kind)
            .FirstOrDefault();
}
