using System.Collections.Concurrent;
using RoleAssist.Core.Runs;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Watches a run: passes output and results on, and counts. If they can no longer be written, the run is stopped,
/// because nobody would know what it has done.
/// </summary>
internal sealed class RunReport(IRunOutput output, ProgressLine progress, ResultsFile? results, RunStop stop)
    : IRunObserver
{
    /// <summary>More failures than this are only counted.</summary>
    public const int MaxListed = 50;

    private readonly ConcurrentDictionary<(int, int), IItemOutput> _open = new();
    private readonly int[] _counts = new int[4];
    private readonly Lock _lock = new();
    private readonly List<RunResult> _failed = [];

    /// <summary>Gets why something could not be written; null if all was.</summary>
    public Exception? WriteFault { get; private set; }

    /// <summary>Gets the first results that were not ok.</summary>
    public IReadOnlyList<RunResult> Failed => _failed;

    public int Count(RunState state) => _counts[(int)state];

    public IItemOutput Started(RunItem item)
    {
        progress.Started();
        IItemOutput opened = new NoOutput();
        Guard(() => opened = output.Open(item));
        _open[item.Order] = opened;
        return new Guarded(this, opened);
    }

    public void Ended(RunResult result)
    {
        _open.TryRemove(result.Item.Order, out var opened);
        lock (_lock)
        {
            _counts[(int)result.State]++;
            if (result.State is RunState.Failed or RunState.NotAssumed && _failed.Count < MaxListed)
            {
                _failed.Add(result);
            }
        }

        progress.Ended(result.State, wasStarted: opened is not null);
        Guard(() =>
        {
            results?.Add(result);
            output.Close(result, opened);
        });
    }

    public void AccountEnded(int account) => Guard(() => output.CloseAccount(account));

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault)
        {
            WriteFault ??= fault;
            stop.Stop(terminate: true);
        }
    }

    private sealed class Guarded(RunReport report, IItemOutput output) : IItemOutput
    {
        public void Write(bool isError, ReadOnlySpan<byte> bytes)
        {
            try
            {
                output.Write(isError, bytes);
            }
            catch (Exception fault)
            {
                report.WriteFault ??= fault;
                report.Stop();
            }
        }
    }

    private void Stop() => stop.Stop(terminate: true);
}
