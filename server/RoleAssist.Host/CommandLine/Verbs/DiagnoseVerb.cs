using System.Collections.Frozen;
using System.CommandLine;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Host.Rpc;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>diagnose</c>: prints a report on what RoleAssist depends on, which is safe to share.</summary>
internal sealed class DiagnoseVerb : Command
{
    private readonly Func<DiagnosticsHandler> _diagnostics;
    private readonly IConsole _console;

    public DiagnoseVerb(Func<DiagnosticsHandler> diagnostics, IConsole console)
        : base(
            "diagnose",
            "Check files, environment, network, clock and host, and print a report that is safe to share."
        )
    {
        (_diagnostics, _console) = (diagnostics, console);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var report = await _diagnostics()
            .HandleAsync(FrozenDictionary<string, string>.Empty, cancellationToken)
            .ConfigureAwait(false);
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, report.ToWire());
        }
        else
        {
            await _console.Out.WriteAsync(DisplayText.Lines(report.Text)).ConfigureAwait(false);
        }

        return report.Findings.Any(finding => finding.Status == DiagnosticStatus.Error)
            ? ExitCodes.FromError(ErrorCode.ConfigurationInvalid)
            : ExitCodes.Done;
    }
}
