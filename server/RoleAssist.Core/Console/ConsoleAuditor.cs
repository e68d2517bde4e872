using RoleAssist.Core.Audit;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Console;

/// <summary>Records in the audit trail which consoles are opened.</summary>
public sealed class ConsoleAuditor(CurrentClient client, IAuditTrail trail, TimeProvider time)
{
    /// <summary>Records that a link was made, which opens the console once.</summary>
    public void Linked(ConsoleLink link) => Write(AuditAction.ConsoleLinked, link);

    /// <summary>Records that a browser was signed in, or that the address that does so was shown.</summary>
    public void Opened(ConsoleLink link) => Write(AuditAction.ConsoleOpened, link);

    private void Write(AuditAction action, ConsoleLink link) =>
        trail.Write(
            new AuditEvent(
                time.GetUtcNow(),
                action,
                client.Options.Requester,
                link.Session?.Value,
                link.Profile,
                link.Arn,
                Service: link.Destination.Service,
                Region: link.Destination.Region
            )
        );
}
