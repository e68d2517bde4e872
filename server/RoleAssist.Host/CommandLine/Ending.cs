using System.Runtime.InteropServices;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// Ctrl-C, or being told to end (SIGTERM): the verb is cancelled. Where it does not end before long, or a second signal comes,
/// it is left behind.
/// </summary>
internal sealed class Ending : IDisposable
{
    /// <summary>How long a verb has to end by itself.</summary>
    private static readonly TimeSpan LeaveAfter = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _cancelled = new();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _signals;

    public Ending() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, ExitCodes.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, ExitCodes.Terminated)),
    ];

    /// <summary>What a shell reports for a program that the signal has ended.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Interrupted;

    /// <summary>Runs a verb to its end, or until it is left behind.</summary>
    public async Task<int> RunAsync(Func<CancellationToken, Task<int>> verb)
    {
        // Not on this thread: a verb may wait where nothing can be cancelled.
        var running = Task.Run(() => verb(_cancelled.Token));
        await Task.WhenAny(running, _left.Task).ConfigureAwait(false);
        return running.IsCompleted ? await running.ConfigureAwait(false) : ExitCode;
    }

    public void Dispose() => Array.ForEach(_signals, signal => signal.Dispose());

    private void End(PosixSignalContext signal, int exitCode)
    {
        signal.Cancel = true;
        if (_cancelled.IsCancellationRequested)
        {
            _left.TrySetResult();
            return;
        }

        ExitCode = exitCode;
        _ = Task.Delay(LeaveAfter).ContinueWith(_ => _left.TrySetResult(), TaskScheduler.Default);
        _cancelled.Cancel();
    }
}
