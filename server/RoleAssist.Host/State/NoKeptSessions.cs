using RoleAssist.Core.Vault;

namespace RoleAssist.Host.State;

/// <summary>No session is kept on disk, so there is none to erase.</summary>
internal sealed class NoKeptSessions : IKeptSessionsEraser
{
    public Task EraseAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
