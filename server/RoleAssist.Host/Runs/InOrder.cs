using RoleAssist.Core.Runs;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Prints items in the order of the selection, whatever the order in which they end. Items whose turn has not come are
/// spooled; what was printed takes no space any more.
/// </summary>
/// <param name="print">Prints an item; called for one at a time.</param>
internal sealed class InOrder(Action<RunResult, SpooledItem?> print) : IRunOutput
{
    private readonly OutputSpool _spool = new();
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(int Account, int Region), (RunResult Result, SpooledItem? Output)> _waiting = [];
    private readonly HashSet<int> _closed = [];
    private int _next;

    public IItemOutput Open(RunItem item) => new SpooledItem(_spool);

    public void Close(RunResult result, IItemOutput? output)
    {
        lock (_lock)
        {
            _waiting[result.Item.Order] = (result, output as SpooledItem);
        }
    }

    public void CloseAccount(int account)
    {
        lock (_lock)
        {
            _closed.Add(account);
            for (; _closed.Remove(_next); _next++)
            {
                foreach (var order in _waiting.Keys.TakeWhile(order => order.Account == _next).ToList())
                {
                    _waiting.Remove(order, out var item);
                    print(item.Result, item.Output);
                    item.Output?.Free();
                }
            }
        }
    }

    public void Dispose() => _spool.Dispose();
}
