namespace RoleAssist.Core.Runs;

/// <summary>
/// Stops a run in two steps: first nothing more is started and the commands are asked to end, then they are killed.
/// </summary>
public sealed class RunStop : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _killing = new();

    /// <summary>Gets a token that is canceled when nothing more may start.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Gets a token that is canceled when nothing may go on.</summary>
    public CancellationToken Killing => _killing.Token;

    /// <summary>Gets whether commands are told to terminate, or are interrupted as by Ctrl-C.</summary>
    public bool Terminates { get; private set; }

    /// <summary>Asks the commands to end.</summary>
    /// <param name="terminate">Whether to send SIGTERM instead of SIGINT.</param>
    public void Stop(bool terminate)
    {
        if (!_stopping.IsCancellationRequested)
        {
            Terminates = terminate;
            _stopping.Cancel();
        }
    }

    /// <summary>Kills the commands.</summary>
    public void Kill()
    {
        Stop(terminate: true);
        _killing.Cancel();
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _killing.Dispose();
    }
}
