using System.Text;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Diagnostics;

/// <summary>What was found, and all of it as text that may be shared.</summary>
public sealed record DiagnosticsReport(IReadOnlyList<DiagnosticFinding> Findings, string Text);

/// <summary>Looks at everything that RoleAssist depends on. One thing that fails keeps none of the others from being looked at.</summary>
public sealed partial class DiagnosticsHandler(
    IEnumerable<IDiagnostic> diagnostics,
    Redactor redactor,
    IProfileStore store,
    ProcessEnvironment environment,
    TimeProvider time,
    ILogger<DiagnosticsHandler> logger)
{
    /// <summary>Somebody is waiting, and a network that drops packets says nothing for minutes.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <param name="editor">What only the editor knows, by name.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public async Task<DiagnosticsReport> HandleAsync(IReadOnlyDictionary<string, string> editor, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(diagnostics.Select(diagnostic => RunAsync(diagnostic, cancellationToken))).ConfigureAwait(false);
        var names = new PrivateNames(await ProfilesAsync(cancellationToken).ConfigureAwait(false), environment);
        List<DiagnosticFinding> findings =
        [
            .. found.SelectMany(some => some).Select(finding => Redact(finding, names)),
            .. editor.Select(fact => Redact(new DiagnosticFinding("Editor", DiagnosticStatus.Ok, $"{fact.Key}: {fact.Value}"), names)),
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
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [new DiagnosticFinding(diagnostic.Topic, DiagnosticStatus.Error, $"It could not be found out within {Timeout.TotalSeconds:0} seconds.")];
        }
#pragma warning disable CA1031 // The report has to survive everything that it looks at.
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(fault, diagnostic.Topic);
            return [DiagnosticChecks.Failed(diagnostic.Topic, fault)];
        }
    }

    /// <summary>The names that have to go; what cannot be read has none.</summary>
    private async Task<ProfileSet> ProfilesAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await store.LoadAsync(either.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Likewise.
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(fault, nameof(PrivateNames));
            return ProfileSet.Empty;
        }
    }

    private DiagnosticFinding Redact(DiagnosticFinding finding, PrivateNames names) => finding with
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

    [LoggerMessage(Level = LogLevel.Debug, Message = "A check of '{Topic}' failed")]
    private partial void LogFailed(Exception fault, string topic);
}
