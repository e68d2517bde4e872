namespace RoleAssist.Core.Vault;

/// <summary>Whether secrets can be read now.</summary>
public enum VaultState
{
    /// <summary>Secrets can be read without a person.</summary>
    Open,

    /// <summary>A person must unlock the store first.</summary>
    Locked,

    /// <summary>The store does not exist or does not answer.</summary>
    Unavailable,
}
