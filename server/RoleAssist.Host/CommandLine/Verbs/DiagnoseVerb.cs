using System.Collections.Frozen;
using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Host.Rpc;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>diagnose</c>: prints a report on what RoleAssist depends on, which is safe to share.</summary>
internal static class DiagnoseVerb
{
    public static Command Create(IServiceProvider services, IConsole console)
    {
        var verb = new Command(
            "diagnose",
            "Check files, environment, network, clock and host, and print a report that is safe to share."
        );
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var report = await services
                    .GetRequiredService<DiagnosticsHandler>()
                    .HandleAsync(FrozenDictionary<string, string>.Empty, cancellationToken)
                    .ConfigureAwait(false);
                if (GlobalOptions.IsJson(parsed))
                {
                    CommandLineJson.Print(console, report.ToWire());
                }
                else
                {
                    await console.Out.WriteAsync(DisplayText.Lines(report.Text)).ConfigureAwait(false);
                }

                return report.Findings.Any(finding => finding.Status == DiagnosticStatus.Error)
                    ? ExitCodes.FromError(ErrorCode.ConfigurationInvalid)
                    : ExitCodes.Done;
            }
        );
        return verb;
    }
}
