using System.Text;
using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Files;

/// <summary>The limits that all stores have in common, so that a secret can move from any to any.</summary>
internal static class SecretGuard
{
    public static void Check(string label, SecretBytes secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(label.Length, ISecretStore.MaxLabelLength, nameof(label));
        ArgumentOutOfRangeException.ThrowIfZero(secret.Length, nameof(secret));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secret.Length, ISecretStore.MaxSecretBytes, nameof(secret));
        if (label.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar))
        {
            throw new ArgumentException("A label is one line of text.", nameof(label));
        }
    }
}
