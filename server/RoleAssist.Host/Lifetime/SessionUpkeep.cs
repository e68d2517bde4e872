using Microsoft.Extensions.Hosting;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Lifetime;

/// <summary>Renews sessions while the host serves, and checks them when the AWS files change.</summary>
internal sealed class SessionUpkeep(ServerLifecycle lifecycle, SessionRenewer renewer, IProfileWatcher watcher)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Sessions exist only after the client requests one, and the first response must not wait for file reads.
        await lifecycle.InitializeCompleted.WaitAsync(stoppingToken).ConfigureAwait(false);
        watcher.Changed += CheckForChanges;
        await watcher.StartAsync(stoppingToken).ConfigureAwait(false);

        // Changes made between a session's creation and the start of the watcher raise no event.
        await renewer.ReconsiderAsync().ConfigureAwait(false);
        renewer.Start();
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        watcher.Changed -= CheckForChanges;
        return base.StopAsync(cancellationToken);
    }

    /// <remarks>Results and errors go to the registry and the log.</remarks>
    private void CheckForChanges(ProfileSet profiles) => _ = renewer.ReconsiderAsync();
}
