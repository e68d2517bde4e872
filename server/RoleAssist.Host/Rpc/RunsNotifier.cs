using System.Threading.Channels;
using RoleAssist.Contracts;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// Notifies a client of changes of runs: at once, then with a pause, because a run of a thousand accounts changes far
/// more often than anyone can look. The last change is never lost.
/// </summary>
internal sealed class RunsNotifier : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IRunRequests _runs;
    private readonly TimeProvider _time;
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    public RunsNotifier(IRunRequests runs, TimeProvider time)
    {
        (_runs, _time) = (runs, time);
        _runs.Changed += Post;
    }

    public async Task RunAsync(IRoleAssistClient client, CancellationToken cancellationToken)
    {
        await foreach (var _ in _changes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            client.RunsChanged(_runs.Snapshot);
            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _runs.Changed -= Post;

    private void Post() => _changes.Writer.TryWrite(true);
}
