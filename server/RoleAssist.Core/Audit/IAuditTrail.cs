namespace RoleAssist.Core.Audit;

/// <summary>Writes the audit trail. Writing neither fails a request nor delays it: errors are logged.</summary>
public interface IAuditTrail
{
    void Write(AuditEvent happened);
}
