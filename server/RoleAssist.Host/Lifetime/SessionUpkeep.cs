using Microsoft.Extensions.Hosting;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Lifetime;

/// <summary>Keeps sessions fresh while the host serves, and in step with the AWS files.</summary>
internal sealed class SessionUpkeep(SessionRenewer renewer, IProfileWatcher watcher) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        watcher.Changed += Reconsider;
        watcher.Start();
        renewer.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        watcher.Changed -= Reconsider;
        return Task.CompletedTask;
    }

    private void Reconsider(ProfileSet profiles) => renewer.Reconsider();
}
