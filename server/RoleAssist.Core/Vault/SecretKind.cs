namespace RoleAssist.Core.Vault;

/// <summary>What a secret in the vault is.</summary>
public enum SecretKind
{
    /// <summary>An access key of an IAM user: a <see cref="VaultKey"/>.</summary>
    Key,

    /// <summary>The key that seals the file of kept sessions.</summary>
    SessionKey,
}
