namespace RoleAssist.Core.Vault;

/// <summary>Erases the sessions that are kept on disk, sealed by a secret of the vault.</summary>
public interface IKeptSessionsEraser
{
    Task EraseAsync(CancellationToken cancellationToken);
}
