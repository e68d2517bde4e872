namespace RoleAssist.Core.Vault;

/// <summary>The stores that can hold the vault.</summary>
public enum StoreKind
{
    /// <summary>Windows' Credential Manager.</summary>
    CredentialManager,

    /// <summary>A file that Windows' data protection seals for this user.</summary>
    Dpapi,

    /// <summary>The login keychain of macOS.</summary>
    Keychain,

    /// <summary>The keyring of a Linux desktop, such as GNOME Keyring.</summary>
    SecretService,

    /// <summary>A file that a passphrase seals.</summary>
    File,
}
