namespace RoleAssist.Core.Vault;

/// <summary>What happened to a key in the vault, or to the vault.</summary>
public enum VaultAction
{
    /// <summary>A key was added, or moved in from the AWS files.</summary>
    Imported,

    /// <summary>A key was removed.</summary>
    Removed,

    /// <summary>A key was shown to a person who asked for it.</summary>
    Exported,

    /// <summary>A key was read to sign with it.</summary>
    Read,

    /// <summary>The long-lived key itself was given to a program.</summary>
    KeyHandedOut,

    /// <summary>A step of a rotation was saved.</summary>
    Rotation,

    /// <summary>The vault was locked.</summary>
    Locked,

    /// <summary>The vault was unlocked.</summary>
    Unlocked,
}
