using Microsoft.Extensions.Hosting;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Lifetime;

/// <summary>Keeps sessions fresh while the host serves, and in step with the AWS files.</summary>
internal sealed class SessionUpkeep(ServerLifecycle lifecycle, SessionRenewer renewer, IProfileWatcher watcher) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // There is no session before the client asks for one, and the first answer must not wait for files.
        await lifecycle.Begun.WaitAsync(stoppingToken).ConfigureAwait(false);
        watcher.Changed += Reconsider;
        await watcher.StartAsync(stoppingToken).ConfigureAwait(false);

        // What was edited between a session's beginning and this moment, no event will tell.
        await renewer.ReconsiderAsync().ConfigureAwait(false);
        renewer.Start();
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        watcher.Changed -= Reconsider;
        return base.StopAsync(cancellationToken);
    }

    /// <remarks>What it finds, and what stands in its way, goes to the registry and the log.</remarks>
    private void Reconsider(ProfileSet profiles) => _ = renewer.ReconsiderAsync();
}
