using System.Text;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Diagnostics;

/// <summary>
/// Checks everything that RoleAssist depends on. A failed check does not prevent the others from running.
/// </summary>
public sealed partial class DiagnosticsHandler(
    IEnumerable<IDiagnostic> diagnostics,
    Redactor redactor,
    IProfileStore store,
    ProcessEnvironment environment,
    TimeProvider time,
    ILogger<DiagnosticsHandler> logger
)
{
    /// <summary>The user is waiting, and a network that drops packets would take minutes to fail.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <param name="editor">Facts that only the editor knows, by name.</param>
    /// <param name="cancellationToken">Cancels the checks.</param>
    public async Task<DiagnosticsReport> HandleAsync(
        IReadOnlyDictionary<string, string> editor,
        CancellationToken cancellationToken
    )
    {
        var found = await Task.WhenAll(diagnostics.Select(diagnostic => RunAsync(diagnostic, cancellationToken)))
            .ConfigureAwait(false);
        var names = new PrivateNames(await ProfilesAsync(cancellationToken).ConfigureAwait(false), environment);
        List<DiagnosticFinding> findings =
        [
            .. found.SelectMany(some => some).Select(finding => Redact(finding, names)),
            .. editor.Select(fact =>
                Redact(new DiagnosticFinding("Editor", DiagnosticStatus.Ok, $"{fact.Key}: {fact.Value}"), names)
            ),
        ];
        return new DiagnosticsReport(findings, TextOf(findings));
    }

    private async Task<IReadOnlyList<DiagnosticFinding>> RunAsync(
        IDiagnostic diagnostic,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await diagnostic.RunAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return
            [
                new DiagnosticFinding(
                    diagnostic.Topic,
                    DiagnosticStatus.Error,
                    $"The check did not finish within {Timeout.TotalSeconds:0} seconds."
                ),
            ];
        }
#pragma warning disable CA1031 // The report must survive any failure of a check.
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(fault, diagnostic.Topic);
            return [DiagnosticChecks.Failed(diagnostic.Topic, fault)];
        }
    }

    /// <summary>Loads the profiles whose names must be removed from the report; empty if they cannot be read.</summary>
    private async Task<ProfileSet> ProfilesAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await store.LoadAsync(either.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The report must survive unreadable files.
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(fault, nameof(PrivateNames));
            return ProfileSet.Empty;
        }
    }

    private DiagnosticFinding Redact(DiagnosticFinding finding, PrivateNames names) =>
        finding with
        {
            Message = DisplayText.Line(redactor.Redact(names.Replace(finding.Message))),
            Hint = finding.Hint is null ? null : DisplayText.Line(redactor.Redact(names.Replace(finding.Hint))),
        };

    private static string TextOf(IReadOnlyList<DiagnosticFinding> findings)
    {
        var text = new StringBuilder("# RoleAssist diagnostics\n");
        foreach (var topic in findings.GroupBy(finding => finding.Topic))
        {
            text.Append($"\n## {topic.Key}\n\n");
            foreach (var finding in topic)
            {
                text.Append(
                    $"- {MarkOf(finding.Status)}{finding.Message}{(finding.Hint is null ? "" : $" → {finding.Hint}")}\n"
                );
            }
        }

        return text.ToString();
    }

    private static string MarkOf(DiagnosticStatus status) =>
        status switch
        {
            DiagnosticStatus.Error => "**Error:** ",
            DiagnosticStatus.Warning => "**Warning:** ",
            _ => "",
        };

    [LoggerMessage(Level = LogLevel.Debug, Message = "A check of '{Topic}' failed")]
    private partial void LogFailed(Exception fault, string topic);
}
