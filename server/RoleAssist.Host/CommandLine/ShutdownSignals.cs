using System.Runtime.InteropServices;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// Handles Ctrl-C and SIGTERM: cancels the verb, and abandons it if it does not stop within the grace period or if a
/// second signal arrives.
/// </summary>
internal sealed class ShutdownSignals : IDisposable
{
    /// <summary>How long a canceled verb has to stop.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _canceled = new();
    private readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _signals;
    private int _received;

    public ShutdownSignals() =>
        _signals = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, ExitCodes.Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, ExitCodes.Terminated)),
            // The window of the console is closed; Windows then gives the process five seconds.
            .. OperatingSystem.IsWindows()
                ? [PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => End(signal, ExitCodes.Terminated))]
                : Array.Empty<PosixSignalRegistration>(),
        ];

    /// <summary>The exit code that a shell reports for a process that the received signal has terminated.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Interrupted;

    /// <summary>Runs a verb until it completes or is abandoned.</summary>
    public async Task<int> RunAsync(Func<CancellationToken, Task<int>> verb)
    {
        // On another thread, because a verb may block in a call that cannot be canceled.
        var running = Task.Run(() => verb(_canceled.Token));
        await Task.WhenAny(running, _abandoned.Task).ConfigureAwait(false);
        return running.IsCompleted ? await running.ConfigureAwait(false) : ExitCode;
    }

    /// <summary>Gets or sets the verb that takes the signals itself; null to cancel the verb.</summary>
    public IHandlesSignals? Handler { get; set; }

    public void Dispose() => Array.ForEach(_signals, signal => signal.Dispose());

    private void End(PosixSignalContext signal, int exitCode)
    {
        signal.Cancel = true;
        var isRepeated = Interlocked.Increment(ref _received) > 1;
        if (Handler?.Handle(signal.Signal != PosixSignal.SIGINT, isRepeated) == true)
        {
            ExitCode = exitCode;
            return;
        }

        if (_canceled.IsCancellationRequested)
        {
            _abandoned.TrySetResult();
            return;
        }

        ExitCode = exitCode;
        _ = Task.Delay(GracePeriod).ContinueWith(_ => _abandoned.TrySetResult(), TaskScheduler.Default);
        _canceled.Cancel();
    }
}
