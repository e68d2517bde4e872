using System.CommandLine;
using RoleAssist.Sandbox.Faults;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>sandbox fault</c>: makes the next responses of a running sandbox fail.</summary>
internal sealed class SandboxFaultVerb : Command
{
    /// <summary>The default length of a delay, in seconds.</summary>
    private const double DefaultDelay = 5;

    /// <summary>The default clock offset, in seconds: more than the 15 minutes that STS tolerates.</summary>
    private const double DefaultClockOffset = 3600;

    /// <summary>The default lifetime of short-lived credentials, in seconds.</summary>
    private const double DefaultLife = 60;

    private readonly IConsole _console;
    private readonly Argument<string> _kind = new("KIND") { Description = "The kind of fault." };
    private readonly Option<string> _home = SandboxControl.Home();
    private readonly Option<int?> _count = new("--count")
    {
        Description = "The number of calls affected; 1 by default, all calls for a wrong clock or a rate.",
    };
    private readonly Option<double?> _seconds = new("--seconds")
    {
        Description = "The length of a delay, the lifetime of credentials, or how far the clock is ahead.",
    };
    private readonly Option<string?> _action = new("--action") { Description = "Affect only calls of this action." };
    private readonly Option<string[]> _accounts = new("--account")
    {
        Description = "Affect only calls for a role in this account, or by a caller in it; can be repeated.",
        HelpName = "ID",
    };
    private readonly Option<int?> _perSecond = new("--per-second")
    {
        Description = "Throttle only the calls above this number in a second.",
        HelpName = "K",
    };

    public SandboxFaultVerb(IConsole console)
        : base("fault", "Make the sandbox's next responses fail.")
    {
        _console = console;
        _kind.AcceptOnlyFromAmong([.. FaultKinds.All]);
        Add(_kind);
        Add(_home);
        Add(_count);
        Add(_seconds);
        Add(_action);
        Add(_accounts);
        Add(_perSecond);
        SetAction(
            (parsed, cancellationToken) => SandboxControl.TranslatedAsync(() => RunAsync(parsed, cancellationToken))
        );
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var kind = parsed.GetRequiredValue(_kind);
        var options = new FaultOptions(
            parsed.GetValue(_count),
            parsed.GetValue(_seconds) ?? DefaultSeconds(kind),
            parsed.GetValue(_action),
            parsed.GetValue(_accounts) is { Length: > 0 } accounts ? accounts : null,
            parsed.GetValue(_perSecond)
        );
        await SandboxControl
            .Client(parsed, _home)
            .ArmFaultAsync(kind, options, cancellationToken)
            .ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(
                _console,
                new FaultDocument(
                    kind,
                    options.Count,
                    options.Seconds,
                    options.Action,
                    options.Accounts,
                    options.PerSecond
                )
            );
        }
        else if (!GlobalOptions.IsQuiet(parsed))
        {
            await _console.Error.WriteLineAsync(Confirmation(kind, options)).ConfigureAwait(false);
        }
    }

    private static string Confirmation(string kind, FaultOptions options) =>
        kind == FaultKinds.None
            ? "No fault is armed any more."
            : $"Armed '{kind}' for {options.Action ?? "calls"}"
                + (options.Accounts is { } accounts ? $" in {string.Join(", ", accounts)}." : " in any account.");

    private static double? DefaultSeconds(string kind) =>
        kind switch
        {
            FaultKinds.Delay => DefaultDelay,
            FaultKinds.Clock => DefaultClockOffset,
            FaultKinds.ShortLived => DefaultLife,
            _ => null,
        };
}
