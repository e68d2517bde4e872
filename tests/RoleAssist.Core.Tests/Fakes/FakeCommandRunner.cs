using RoleAssist.Core.Environment;
using RoleAssist.Core.Runs;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>Runs commands as the test specifies, and records them.</summary>
internal sealed class FakeCommandRunner : ICommandRunner
{
    private readonly Lock _lock = new();
    private readonly List<StartedCommand> _started = [];
    private int _running;

    public IReadOnlyList<StartedCommand> Started
    {
        get
        {
            lock (_lock)
            {
                return [.. _started];
            }
        }
    }

    /// <summary>Gets the greatest number of commands at one time.</summary>
    public int Most { get; private set; }

    /// <summary>Gets or sets what a command does, which ends with 0 unless the test says otherwise.</summary>
    public Func<StartedCommand, Task<int>> Behavior { get; set; } = _ => Task.FromResult(0);

    public async Task<CommandEnd> RunAsync(
        IReadOnlyList<string> command,
        IReadOnlyList<EnvironmentChange> environment,
        IItemOutput output,
        TimeSpan? timeout,
        RunStop ending
    )
    {
        var started = new StartedCommand(
            string.Join(' ', command),
            environment.ToDictionary(change => change.Name, change => change.Value),
            ending
        );
        lock (_lock)
        {
            _started.Add(started);
            Most = Math.Max(Most, ++_running);
        }

        try
        {
            return new CommandEnd(await Behavior(started), TimedOut: false);
        }
        finally
        {
            lock (_lock)
            {
                _running--;
            }
        }
    }
}

internal sealed record StartedCommand(string Text, IReadOnlyDictionary<string, string?> Environment, RunStop Ending)
{
    public string Account => Environment["ROLEASSIST_ACCOUNT_NAME"]!;
}
