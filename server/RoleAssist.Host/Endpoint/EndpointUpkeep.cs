using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Opens the endpoint as soon as a serving host has a session, so that this user's other processes find it, and not
/// before: a host that nobody asks for anything listens to nothing.
/// </summary>
internal sealed partial class EndpointUpkeep(SessionRegistry registry, EndpointListener listener, ILogger<EndpointUpkeep> logger) : BackgroundService
{
    private readonly TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.Changed += Look;
        try
        {
            await _wanted.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
            await listener.PortAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            // Whoever needs it is told when they ask for it.
            LogClosed(fault.Message);
        }
        finally
        {
            registry.Changed -= Look;
        }
    }

    private void Look(SessionsSnapshot snapshot)
    {
        if (snapshot.Entries.Any(entry => entry.Issued is not null))
        {
            _wanted.TrySetResult();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The credential endpoint is not open: {Reason}")]
    private partial void LogClosed(string reason);
}
