using System.CommandLine;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>
/// <c>exec PROFILE -- CMD …</c>: runs a program with a role's credentials. By default they are in its environment,
/// which every tool supports. With the deliveries that keep them fresh, a host serves them for as long as the program
/// runs.
/// </summary>
internal sealed class ExecVerb : Command
{
    private readonly Func<CommandDelivery> _commandDelivery;
    private readonly IConsole _console;
    private readonly IReadOnlyList<string> _command;
    private readonly Argument<string> _profile = CommonOptions.Profile();
    private readonly Option<DeliveryMode> _delivery = CommonOptions.Delivery(
        DeliveryMode.Auto,
        DeliveryMode.Environment,
        DeliveryMode.Endpoint,
        DeliveryMode.Profile
    );
    private readonly AssumeOptions _options;

    /// <param name="commandDelivery">Gives the command its credentials.</param>
    /// <param name="console">The console to prompt and report on.</param>
    /// <param name="command">The command line after <c>--</c>.</param>
    public ExecVerb(Func<CommandDelivery> commandDelivery, IConsole console, IReadOnlyList<string> command)
        : base(
            "exec",
            "Run a command with a role's credentials: roleassist exec PROFILE -- CMD ... With endpoint and profile, "
                + "the credentials stop working when CMD exits: use --delivery environment if CMD starts a background "
                + "process, such as a tmux server."
        )
    {
        (_commandDelivery, _console, _command) = (commandDelivery, console, command);
        Add(_profile);
        Add(_delivery);
        _options = new AssumeOptions(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (_command.Count == 0)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "There is no command to run.",
                "Specify it after --: roleassist exec PROFILE -- aws sts get-caller-identity"
            );
        }

        await CommandSearch
            .RequireAsync(_command[0], Environment.GetEnvironmentVariable("PATH"), cancellationToken)
            .ConfigureAwait(false);
        var target = await _options
            .GetTargetAsync(parsed, parsed.GetRequiredValue(_profile), cancellationToken)
            .ConfigureAwait(false);
        var session = _options.GetSessionOptions(parsed) with { Identify = false, Purpose = AgentCommand.Of(_command) };
        var requested = parsed.GetValue(_delivery);
        var choice = await _commandDelivery()
            .ChooseAsync(_command, target, session, requested, cancellationToken)
            .ConfigureAwait(false);
        if (!GlobalOptions.IsQuiet(parsed))
        {
            Report(requested, choice);
        }

        var codes = _options.CreateMfaCodeSource(parsed, _console);
        var changes = await _commandDelivery()
            .DeliverAsync(choice.Mode, target, session, codes, cancellationToken)
            .ConfigureAwait(false);
        return await ChildProcess.RunAsync(_command, changes).ConfigureAwait(false);
    }

    private void Report(DeliveryMode requested, DeliveryChoice choice)
    {
        if (requested == DeliveryMode.Auto)
        {
            _console.Error.WriteLine(DisplayText.Line($"delivery {choice.Mode.ToName()}: {choice.Reason}"));
        }

        if (choice.Warning is { } warning)
        {
            _console.Error.WriteLine(DisplayText.Line($"warning: {warning}"));
        }
    }
}
