using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Opens the endpoint when a serving host gets its first session, so that this user's other processes can find it, or when
/// a client wants to be asked about agents. Any other host does not listen.
/// </summary>
internal sealed partial class EndpointUpkeep(
    SessionRegistry registry,
    AgentApprovals approvals,
    EndpointListener listener,
    TimeProvider time,
    ILogger<EndpointUpkeep> logger
) : BackgroundService
{
    /// <summary>
    /// How long a host without sessions waits: what its client needs to start comes first, and the addresses of the host
    /// before it may be taken over.
    /// </summary>
    internal static readonly TimeSpan StartTime = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _hasSession = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answersAgents = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.Changed += OnSessionsChanged;
        approvals.Opened += OnOpened;
        if (approvals.CanAsk)
        {
            OnOpened();
        }

        try
        {
            await Task.WhenAny(_hasSession.Task, WaitForAgentsAsync(stoppingToken))
                .WaitAsync(stoppingToken)
                .ConfigureAwait(false);
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
            approvals.Opened -= OnOpened;
        }
    }

    private async Task WaitForAgentsAsync(CancellationToken stoppingToken)
    {
        await _answersAgents.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
        do
        {
            await Task.Delay(StartTime, time, stoppingToken).ConfigureAwait(false);
        } while (listener.IsHeld);
    }

    private void OnOpened() => _answersAgents.TrySetResult();

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
