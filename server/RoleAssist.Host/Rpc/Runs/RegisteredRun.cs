using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;
using RoleAssist.Host.Runs;
using ItemState = RoleAssist.Contracts.RunItemState;
using WireState = RoleAssist.Contracts.RunState;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>A run of this window: what it runs, and what has become of each item.</summary>
/// <param name="id">Its ID.</param>
/// <param name="work">What runs, and where.</param>
/// <param name="time">The clock.</param>
/// <param name="changed">Called after each change.</param>
internal sealed class RegisteredRun(string id, RunWork work, TimeProvider time, Action changed)
    : IRunObserver,
        IDisposable
{
    private readonly Lock _lock = new();
    private readonly OutputSpool _spool = new();
    private readonly RunItems _items = new(work.Options.Accounts, work.Options.Regions);
    private RunStop _stop = new();
    private long _revision;
    private long _start;

    public string Id => id;

    public RunWork Work => work;

    public WireState State { get; private set; } = WireState.Ended;

    /// <summary>Gets when it was last started.</summary>
    public DateTimeOffset StartTime { get; private set; }

    /// <summary>Gets how long it took; null while it runs.</summary>
    public TimeSpan? Duration { get; private set; }

    /// <summary>Gets why it was stopped early; null if it was not, or the user did.</summary>
    public string? Problem { get; private set; }

    /// <summary>Gets the revision, which rises with every change.</summary>
    public long Revision => Interlocked.Read(ref _revision);

    /// <summary>Completes when nothing of it runs any more. It never fails.</summary>
    public Task Ending { get; private set; } = Task.CompletedTask;

    /// <summary>Starts all items that wait.</summary>
    public void Start(RunPlan plan)
    {
        lock (_lock)
        {
            _stop.Dispose();
            _stop = new RunStop();
            (State, StartTime, Duration, Problem) = (WireState.Running, time.GetUtcNow(), null, null);
            _start = time.GetTimestamp();
            Ending = Task.Run(() => RunAsync(plan, _stop));
        }

        Changed();
    }

    /// <summary>Runs the items that were not ok again. Their output is replaced.</summary>
    public void Retry(RunPlan plan)
    {
        lock (_lock)
        {
            if (State != WireState.Ended)
            {
                // Another request was faster, and has just begun the same.
                return;
            }

            foreach (var item in _items.All.Where(item => item.CanRetry))
            {
                item.Reset();
            }
        }

        Start(plan);
    }

    /// <summary>Returns the accounts that a retry would reach.</summary>
    public IReadOnlySet<string> Retriable() =>
        Read(items => items.All.Where(item => item.CanRetry).Select(item => item.Account.Key).ToHashSet());

    /// <summary>Asks the commands to end; kills them when it is called again.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            if (State == WireState.Ended)
            {
                return;
            }

            var (isRepeated, stop) = (State == WireState.Stopping, _stop);
            State = WireState.Stopping;

            // Not here: the commands' streams may call back before this returns.
            _ = Task.Run(() => Stop(stop, isRepeated));
        }

        Changed();
    }

    /// <summary>Reads the items while none of them changes.</summary>
    public T Read<T>(Func<RunItems, T> read)
    {
        lock (_lock)
        {
            return read(_items);
        }
    }

    public IItemOutput Started(RunItem item)
    {
        RegisteredItem registered;
        lock (_lock)
        {
            registered = _items.Get(item);
            registered.Start(_spool);
        }

        Changed();
        return new Watched(this, registered);
    }

    public void Ended(RunResult result)
    {
        lock (_lock)
        {
            _items.Get(result.Item).End(result);
        }

        Changed();
    }

    public void AccountEnded(int account) { }

    public void Dispose()
    {
        _spool.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(RunPlan plan, RunStop stop)
    {
        try
        {
            await work
                .Handler.RunAsync(plan, work.Options with { IsWanted = IsWanted }, this, stop)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Fail(fault);
        }

        lock (_lock)
        {
            foreach (var item in _items.All.Where(item => item.State is ItemState.Waiting or ItemState.Running))
            {
                item.Cancel();
            }

            (State, Duration) = (WireState.Ended, time.GetElapsedTime(_start));
        }

        Changed();
    }

    private bool IsWanted(RunKey key) => Read(items => items.IsWanted(key));

    private static void Stop(RunStop stop, bool isRepeated)
    {
        try
        {
            stop.Stop(terminate: true);
            if (isRepeated)
            {
                stop.Kill();
            }
        }
        catch (ObjectDisposedException)
        {
            // The run has ended meanwhile, and another one has begun.
        }
    }

    /// <summary>Stops the run, because nobody would know what it has done.</summary>
    private void Fail(Exception fault)
    {
        lock (_lock)
        {
            Problem ??= DisplayText.Sentence($"The run was stopped: {fault.Message}");
        }

        _stop.Stop(terminate: true);
    }

    private void Changed()
    {
        Interlocked.Increment(ref _revision);
        changed();
    }

    /// <summary>Keeps what a command prints, and stops the run if that is not possible, as with a full disk.</summary>
    private sealed class Watched(RegisteredRun run, RegisteredItem item) : IItemOutput
    {
        public void Write(bool isError, ReadOnlySpan<byte> bytes)
        {
            try
            {
                item.Write(isError, bytes);
            }
            catch (RoleAssistException fault)
            {
                run.Fail(fault);
            }

            run.Changed();
        }
    }
}
