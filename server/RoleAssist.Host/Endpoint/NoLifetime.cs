using Microsoft.Extensions.Hosting;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Replaces the default lifetime, which would handle Ctrl+C and SIGTERM in place of this process.
/// </summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
