using System.Threading.Channels;
using RoleAssist.Contracts;
using RoleAssist.Core.Agents;

namespace RoleAssist.Host.Rpc;

/// <summary>Notifies a client of agents that wait for a person's word, in order.</summary>
internal sealed class ApprovalsNotifier : IDisposable
{
    private readonly AgentApprovals _approvals;
    private readonly Channel<Action<IRoleAssistClient>> _notifications = Channel.CreateUnbounded<
        Action<IRoleAssistClient>
    >(new UnboundedChannelOptions { SingleReader = true });

    public ApprovalsNotifier(AgentApprovals approvals)
    {
        _approvals = approvals;
        _approvals.Asked += Ask;
        _approvals.Ended += End;
    }

    public async Task RunAsync(IRoleAssistClient client, CancellationToken cancellationToken)
    {
        await foreach (var notify in _notifications.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            notify(client);
        }
    }

    public void Dispose()
    {
        _approvals.CanAsk = false;
        _approvals.Asked -= Ask;
        _approvals.Ended -= End;
    }

    private void Ask(AgentQuestion question) =>
        _notifications.Writer.TryWrite(client => client.ApprovalRequested(AgentRequests.ToWire(question)));

    private void End(string id) =>
        _notifications.Writer.TryWrite(client => client.ApprovalEnded(new ApprovalEnded(id)));
}
