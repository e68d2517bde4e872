using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Diagnostics;

/// <summary>What was found, and all of it as text that may be shared.</summary>
public sealed record DiagnosticsReport(IReadOnlyList<DiagnosticFinding> Findings, string Text);

/// <summary>Looks at everything that RoleAssist depends on. One thing that fails keeps none of the others from being looked at.</summary>
public sealed class DiagnosticsHandler(IEnumerable<IDiagnostic> diagnostics, Redactor redactor, TimeProvider time)
{
    /// <summary>Somebody is waiting, and a network that drops packets says nothing for minutes.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <param name="editor">What only the editor knows, by name.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public async Task<DiagnosticsReport> HandleAsync(IReadOnlyDictionary<string, string> editor, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(diagnostics.Select(diagnostic => RunAsync(diagnostic, cancellationToken))).ConfigureAwait(false);
        List<DiagnosticFinding> findings =
        [
            .. found.SelectMany(some => some).Select(Redact),
            .. editor.Select(fact => Redact(new DiagnosticFinding("Editor", DiagnosticStatus.Ok, $"{fact.Key}: {fact.Value}"))),
        ];
        return new DiagnosticsReport(findings, TextOf(findings));
    }

    private async Task<IReadOnlyList<DiagnosticFinding>> RunAsync(IDiagnostic diagnostic, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await diagnostic.RunAsync(either.Token).ConfigureAwait(false);
        }
        catch (RoleAssistException fault)
        {
            return [new DiagnosticFinding(diagnostic.Topic, DiagnosticStatus.Error, fault.Message, fault.Hint)];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [new DiagnosticFinding(diagnostic.Topic, DiagnosticStatus.Error, $"It could not be found out within {Timeout.TotalSeconds:0} seconds.")];
        }
    }

    private DiagnosticFinding Redact(DiagnosticFinding finding) => finding with
    {
        Message = redactor.Redact(finding.Message),
        Hint = finding.Hint is null ? null : redactor.Redact(finding.Hint),
    };

    private static string TextOf(IReadOnlyList<DiagnosticFinding> findings)
    {
        var text = new StringBuilder("# RoleAssist diagnostics\n");
        foreach (var topic in findings.GroupBy(finding => finding.Topic))
        {
            text.Append($"\n## {topic.Key}\n\n");
            foreach (var finding in topic)
            {
                text.Append($"- {MarkOf(finding.Status)}{finding.Message}{(finding.Hint is null ? "" : $" → {finding.Hint}")}\n");
            }
        }

        return text.ToString();
    }

    private static string MarkOf(DiagnosticStatus status) => status switch
    {
        DiagnosticStatus.Error => "**Error:** ",
        DiagnosticStatus.Warning => "**Warning:** ",
        _ => "",
    };
}
