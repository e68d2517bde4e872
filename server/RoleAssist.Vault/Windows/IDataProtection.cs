using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Windows;

/// <summary>Windows' data protection (DPAPI) for the current user.</summary>
internal interface IDataProtection
{
    /// <summary>Protects a secret; null if Windows refuses.</summary>
    byte[]? Protect(SecretBytes secret);

    /// <summary>
    /// Returns a protected secret, which the caller disposes; null if it is not this user's or damaged.
    /// </summary>
    SecretBytes? Unprotect(ReadOnlySpan<byte> blob);
}
