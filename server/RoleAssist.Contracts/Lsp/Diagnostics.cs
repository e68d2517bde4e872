namespace RoleAssist.Contracts.Lsp;

/// <param name="Uri">The document.</param>
/// <param name="Diagnostics">All its diagnostics.</param>
/// <param name="Version">The version that they are about; absent if the document was closed.</param>
public sealed record PublishDiagnosticsParams(string Uri, IReadOnlyList<Diagnostic> Diagnostics, int? Version = null);

/// <param name="Range">The place of the mistake.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">The rule, stable for programs.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="CodeDescription">The page of the rule.</param>
/// <param name="RelatedInformation">Other places that the mistake is about.</param>
public sealed record Diagnostic(
    TextRange Range,
    DiagnosticSeverity Severity,
    string Code,
    string Source,
    string Message,
    CodeDescription? CodeDescription = null,
    IReadOnlyList<RelatedInformation>? RelatedInformation = null
);

/// <summary>A number on the wire.</summary>
public enum DiagnosticSeverity
{
    Error = 1,
    Warning = 2,
    Information = 3,
    Hint = 4,
}

public sealed record CodeDescription(string Href);

/// <summary>LSP's <c>DiagnosticRelatedInformation</c>.</summary>
public sealed record RelatedInformation(TextLocation Location, string Message);

/// <summary>LSP's <c>Location</c>.</summary>
public sealed record TextLocation(string Uri, TextRange Range);
