using System.Globalization;
using Microsoft.Extensions.Hosting;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using WireState = RoleAssist.Contracts.RunState;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>Owns the runs of this window, those that have ended too. When the host ends, their commands end.</summary>
internal sealed class RunRegistry(TimeProvider time) : IHostedService, IDisposable
{
    /// <summary>How long commands have to end by themselves: an editor does not wait long for its host.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly List<RegisteredRun> _runs = [];
    private long _revision;
    private int _lastId;

    /// <summary>Raised after each change, from any thread.</summary>
    public event Action? Changed;

    public long Revision => Interlocked.Read(ref _revision);

    /// <summary>Gets the runs, the latest first.</summary>
    public IReadOnlyList<RegisteredRun> Runs
    {
        get
        {
            lock (_lock)
            {
                return [.. _runs];
            }
        }
    }

    /// <summary>Starts a run.</summary>
    public RegisteredRun Start(RunWork work, RunPlan plan)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        var run = new RegisteredRun(id, work, time, RaiseChanged);
        lock (_lock)
        {
            _runs.Insert(0, run);
        }

        run.Start(plan);
        return run;
    }

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: there is no such run.</exception>
    public RegisteredRun Get(string id) =>
        Runs.FirstOrDefault(run => run.Id == id)
        ?? throw new RoleAssistException(ErrorCode.InvalidArgument, "There is no such run.", "Start it again.");

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: it runs.</exception>
    public void Forget(string id)
    {
        var run = Get(id);
        RequireEnded(run);
        lock (_lock)
        {
            _runs.Remove(run);
        }

        run.Dispose();
        RaiseChanged();
    }

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: it runs.</exception>
    public static void RequireEnded(RegisteredRun run)
    {
        if (run.State != WireState.Ended)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "The run has not ended.",
                "Cancel it, or wait until it has."
            );
        }
    }

    /// <summary>Asks all commands to end; kills those that have been asked before.</summary>
    public void CancelAll()
    {
        foreach (var run in Runs)
        {
            run.Cancel();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var run in Runs.Where(run => run.State == WireState.Running))
        {
            run.Cancel();
        }

        var ending = Task.WhenAll(Runs.Select(run => run.Ending));
        if (ending.IsCompleted)
        {
            return;
        }

        await ending
            .WaitAsync(GracePeriod, TimeProvider.System, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        CancelAll();
        await ending
            .WaitAsync(GracePeriod, TimeProvider.System, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        foreach (var run in Runs.Where(run => run.Ending.IsCompleted))
        {
            run.Dispose();
        }
    }

    private void RaiseChanged()
    {
        Interlocked.Increment(ref _revision);
        Changed?.Invoke();
    }
}
