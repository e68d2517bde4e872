using RoleAssist.Contracts.Lsp;
using RoleAssist.Core.Security;
using RoleAssist.Core.TrustPolicies;

namespace RoleAssist.Host.Documents;

/// <summary>JSON documents. Those that are trust policies have the diagnostics of <c>check trust-policy</c>.</summary>
internal sealed class TrustPolicyDocuments : IDocumentService
{
    private const string Source = "AWS";

    /// <summary>
    /// Far above IAM's quota for a trust policy, a few thousand characters without white space
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
    /// </summary>
    private const int LongestPolicy = 256 * 1024;

    public bool Serves(string languageId, string uri) => languageId is "json" or "jsonc";

    public ValueTask<IReadOnlyList<Diagnostic>> DiagnoseAsync(
        OpenDocument document,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(Diagnose(document, cancellationToken));

    internal static IReadOnlyList<Diagnostic> Diagnose(OpenDocument document, CancellationToken cancellationToken)
    {
        if (document.Text is not { Length: <= LongestPolicy } text)
        {
            return [];
        }

        var findings = TrustPolicyAnalyzer.AnalyzeDocument(text);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. findings.Select(finding => ToDiagnostic(document.Uri, finding))];
    }

    private static Diagnostic ToDiagnostic(string uri, TrustPolicyFinding finding) =>
        new(
            RangeOf(finding.Line, finding.Column, finding.EndColumn),
            finding.Severity == FindingSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Information,
            finding.Code,
            Source,
            DisplayText.Sentence($"{finding.Message} {finding.Hint}"),
            finding.Page is { } page ? new CodeDescription(page) : null,
            finding.Related is { } related
                ?
                [
                    new RelatedInformation(
                        new TextLocation(uri, RangeOf(related.Line, related.Column, related.EndColumn)),
                        DisplayText.Sentence(related.Message)
                    ),
                ]
                : null
        );

    /// <summary>Findings count from 1, LSP from 0.</summary>
    private static TextRange RangeOf(int line, int column, int endColumn) =>
        new(new TextPosition(line - 1, column - 1), new TextPosition(line - 1, endColumn - 1));
}
