using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Opens the endpoint when a serving host gets its first session, so that this user's other processes can find it. A
/// host without sessions does not listen.
/// </summary>
internal sealed partial class EndpointUpkeep(
    SessionRegistry registry,
    EndpointListener listener,
    ILogger<EndpointUpkeep> logger
) : BackgroundService
{
    private readonly TaskCompletionSource _hasSession = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.Changed += OnSessionsChanged;
        try
        {
            await _hasSession.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
            await listener.PortAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            // A request that needs the endpoint reports the error.
            LogClosed(fault.Message);
        }
        finally
        {
            registry.Changed -= OnSessionsChanged;
        }
    }

    private void OnSessionsChanged(SessionsSnapshot snapshot)
    {
        if (snapshot.Entries.Any(entry => entry.Issued is not null))
        {
            _hasSession.TrySetResult();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The credential endpoint could not be opened: {Reason}")]
    private partial void LogClosed(string reason);
}
