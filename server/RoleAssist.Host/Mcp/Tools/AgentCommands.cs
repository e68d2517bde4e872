using RoleAssist.Core.Agents;
using RoleAssist.Core.AgentTools;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Runs;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>
/// Runs commands for an agent: with a session of its own, in the workspace, without a shell, for a limited time, and
/// with output that is redacted before the agent reads it.
/// </summary>
internal sealed class AgentCommands(
    IAgentSessions sessions,
    AgentWorkspace workspace,
    EmptyHome home,
    ProcessEnvironment environment,
    IReadOnlyCollection<string> passed,
    TimeProvider time
) : ICommandRunner, IDisposable
{
    /// <summary>In seconds.</summary>
    public const int LongestTime = 900;

    /// <summary>In seconds.</summary>
    public const int UsualTime = 120;

    /// <summary>More processes at a time would only take each other's time.</summary>
    private const int MostProcesses = 8;

    private readonly SemaphoreSlim _processes = new(MostProcesses);
    private readonly CommandOrphans _orphans = new();
    private readonly ProgramPath _path = new(environment["PATH"], workspace);

    public AgentWorkspace Workspace => workspace;

    /// <summary>Returns the full path of a program.</summary>
    public string Find(string program) => _path.Find(program);

    /// <summary>Returns what collects the output of a command.</summary>
    public CommandOutput CreateOutput(int longest) => new(longest, ChildEnvironment.SecretsIn(environment));

    /// <summary>Runs a command to its end.</summary>
    /// <param name="profile">The profile whose role it gets.</param>
    /// <param name="region">The region; null for the profile's.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Kills it, and whatever it has started.</param>
    public async Task<ToolResult> RunAsync(
        string profile,
        string? region,
        IReadOnlyList<string> command,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var session = await sessions
            .GetAsync(profile, region, AgentCommand.Of(command), cancellationToken)
            .ConfigureAwait(false);
        var given = EnvironmentLayer.Apply(
            environment,
            EnvironmentUse.Command,
            EnvironmentDelivery.GetVariables(session)
        );
        var output = CreateOutput(CommandOutput.Longest);
        using var stop = new RunStop();
        using var killing = cancellationToken.Register(stop.Kill);
        var end = await RunAsync(command, given, output, timeout, stop, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return CommandResult.Create(Binding.Of(session, sessions.Policy), end, output);
    }

    Task<CommandEnd> ICommandRunner.RunAsync(
        IReadOnlyList<string> command,
        IReadOnlyList<EnvironmentChange> given,
        IItemOutput output,
        TimeSpan? timeout,
        RunStop ending
    ) => RunAsync(command, given, (CommandOutput)output, timeout, ending, ending.Killing);

    public void Dispose() => _processes.Dispose();

    private async Task<CommandEnd> RunAsync(
        IReadOnlyList<string> command,
        IReadOnlyList<EnvironmentChange> given,
        CommandOutput output,
        TimeSpan? timeout,
        RunStop ending,
        CancellationToken cancellationToken
    )
    {
        await _processes.WaitAsync(cancellationToken).ConfigureAwait(false);
        var mark = _orphans.Begin();
        try
        {
            IReadOnlyList<EnvironmentChange> changes =
            [
                .. ChildEnvironment.Create(environment, passed, given, sessions.Agent, home.Folder, home.Config),
                new EnvironmentChange(RoleAssistVariables.Command, mark),
                new EnvironmentChange("PATH", _path.Value),
            ];
            output.Learn(changes);
            return await new CommandRunner(time, workspace.Folder)
                .RunAsync(command, changes, output, timeout, ending)
                .ConfigureAwait(false);
        }
        finally
        {
            await _orphans.EndAsync(mark).ConfigureAwait(false);
            _processes.Release();
        }
    }
}
