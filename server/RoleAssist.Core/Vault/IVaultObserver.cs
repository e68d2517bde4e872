namespace RoleAssist.Core.Vault;

/// <summary>Learns what happens to the vault, for the audit trail. It neither fails nor delays what it observes.</summary>
public interface IVaultObserver
{
    /// <param name="action">What happened.</param>
    /// <param name="profile">The profile that it was about, if it was about one.</param>
    /// <param name="accessKeyId">The key's ID, which is not a secret.</param>
    /// <param name="user">The ARN of the key's user, if it is known.</param>
    /// <param name="rotation">How far a rotation is.</param>
    void Happened(
        VaultAction action,
        string? profile = null,
        string? accessKeyId = null,
        string? user = null,
        RotationStep? rotation = null
    );
}
