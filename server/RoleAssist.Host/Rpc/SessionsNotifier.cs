using System.Threading.Channels;
using RoleAssist.Contracts;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using CoreSnapshot = RoleAssist.Core.Sessions.SessionsSnapshot;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// Notifies a client of session changes. A slow client may miss intermediate snapshots, but never the latest.
/// </summary>
internal sealed class SessionsNotifier : IDisposable
{
    private readonly SessionRegistry _registry;
    private readonly Channel<CoreSnapshot> _latest = Channel.CreateBounded<CoreSnapshot>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );

    private readonly Func<ProductionRules> _production;
    private readonly string _hostId;

    public SessionsNotifier(SessionRegistry registry, Func<ProductionRules> production, string hostId)
    {
        (_registry, _production, _hostId) = (registry, production, hostId);
        _registry.Changed += Post;
    }

    public async Task RunAsync(IRoleAssistClient client, CancellationToken cancellationToken)
    {
        await foreach (var snapshot in _latest.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            client.SessionsChanged(snapshot.ToWire(_production(), _hostId));
        }
    }

    public void Dispose() => _registry.Changed -= Post;

    private void Post(CoreSnapshot snapshot) => _latest.Writer.TryWrite(snapshot);
}
