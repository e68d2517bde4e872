using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Audit;

/// <summary>Records in the audit trail what happens to the vault.</summary>
public sealed class VaultAuditor(CurrentClient client, IAuditTrail trail, TimeProvider time) : IVaultObserver
{
    public void Happened(
        VaultAction action,
        string? profile = null,
        string? accessKeyId = null,
        string? user = null,
        RotationStep? rotation = null
    ) =>
        trail.Write(
            new AuditEvent(
                time.GetUtcNow(),
                ActionOf(action),
                client.Options.Requester,
                Profile: profile,
                Arn: user,
                AccessKeyId: accessKeyId,
                Step: rotation?.Name
            )
        );

    private static AuditAction ActionOf(VaultAction action) =>
        action switch
        {
            VaultAction.Imported => AuditAction.VaultImported,
            VaultAction.Removed => AuditAction.VaultRemoved,
            VaultAction.Exported => AuditAction.VaultExported,
            VaultAction.Read => AuditAction.VaultRead,
            VaultAction.KeyHandedOut => AuditAction.KeyHandedOut,
            VaultAction.Rotation => AuditAction.VaultRotation,
            VaultAction.Locked => AuditAction.VaultLocked,
            VaultAction.Unlocked => AuditAction.VaultUnlocked,
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
        };
}
