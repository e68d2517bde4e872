using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Lifetime;

/// <summary>
/// Stops the host when the client's process ends. Usually stdin closes first; this covers the case in which another
/// process has inherited the pipe and holds it open.
/// </summary>
internal sealed partial class ClientProcessMonitor(
    ServerLifecycle lifecycle,
    IHostApplicationLifetime application,
    ILogger<ClientProcessMonitor> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var client = await lifecycle.ClientProcessId.WaitAsync(stoppingToken).ConfigureAwait(false);
        if (client is not { } processId)
        {
            return;
        }

        await WaitForEndAsync(processId, stoppingToken).ConfigureAwait(false);
        LogOrphaned(processId);
        application.StopApplication();
    }

    private static async Task WaitForEndAsync(int processId, CancellationToken cancellationToken)
    {
        if (await UnixProcess.WaitForEndAsync(processId, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            // The process has already ended.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The client, process {ProcessId}, has ended")]
    private partial void LogOrphaned(int processId);
}
