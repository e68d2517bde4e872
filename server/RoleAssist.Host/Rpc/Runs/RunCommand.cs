using RoleAssist.Contracts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;
using RoleAssist.Host.Processes;
using RoleAssist.Host.Runs;
using DeliveryMode = RoleAssist.Core.Delivery.DeliveryMode;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>The command of a run: a line for the shell, or a script.</summary>
internal sealed class RunCommand
{
    private readonly CommandTemplate _command;
    private readonly string? _script;

    private RunCommand(string title, IReadOnlyList<string> command, string? script) =>
        (Title, _command, _script) = (title, new CommandTemplate(command), script);

    /// <summary>Gets what people call it.</summary>
    public string Title { get; }

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: it cannot be run.</exception>
    public static RunCommand Create(StartRunParams request)
    {
        WireMapping.RequireNoNulls(request.Arguments);
        if (request.Folder is { } folder && !Directory.Exists(folder))
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, $"The folder {folder} does not exist.");
        }

        return (request.CommandLine, request.Script) switch
        {
            ({ } line, null) when !string.IsNullOrWhiteSpace(line) => new RunCommand(
                DisplayText.Line(line.ReplaceLineEndings(" ")),
                ScriptCommand.OfLine(line),
                null
            ),
            (null, { } script) => new RunCommand(
                DisplayText.Line(Path.GetFileName(script)),
                ScriptCommand.Create(script, request.Arguments ?? []),
                script
            ),
            _ => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "There is no command to run.",
                "Send either a command line or a script."
            ),
        };
    }

    /// <summary>Returns how it runs, without the accounts.</summary>
    public RunOptions ToOptions(StartRunParams request) =>
        new([], _command)
        {
            Regions = RegionSelection.Parse(WireMapping.RequireNoNulls(request.Regions) ?? []),
            Delivery = DeliveryOf(request.Delivery),
            Parallel = ProcessLimit.Of(Math.Clamp(request.Parallel ?? 10, 1, RunOptions.MaxParallel)),
            Timeout = request.TimeoutSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
        };

    private static DeliveryMode DeliveryOf(Contracts.DeliveryMode? requested) =>
        requested switch
        {
            null or Contracts.DeliveryMode.Auto or Contracts.DeliveryMode.Environment => DeliveryMode.Environment,
            Contracts.DeliveryMode.Endpoint => DeliveryMode.Endpoint,
            _ => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "A run does not deliver credentials with a generated profile.",
                "Use the delivery 'environment' or 'endpoint'."
            ),
        };

    public Task RequireProgramAsync(CancellationToken cancellationToken) =>
        CommandSearch.RequireForRunAsync(_command.Program, cancellationToken);

    /// <inheritdoc cref="ScriptBuild.RunAsync"/>
    public Task PrepareAsync(CancellationToken cancellationToken) =>
        ScriptBuild.RunAsync(_script, console: null, tells: false, cancellationToken);
}
