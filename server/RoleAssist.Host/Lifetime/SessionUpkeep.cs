using Microsoft.Extensions.Hosting;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Lifetime;

/// <summary>Keeps sessions fresh while the host serves, and in step with the AWS files.</summary>
internal sealed class SessionUpkeep(ServerLifecycle lifecycle, SessionRenewer renewer, IProfileWatcher watcher) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nobody has a session before the client has spoken, and the first answer is not to wait for files.
        await lifecycle.ClientProcessId.WaitAsync(stoppingToken).ConfigureAwait(false);
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
