using System.Text.Json.Serialization;

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
/// <param name="Tags">How the client shows the place.</param>
public sealed record Diagnostic(
    TextRange Range,
    DiagnosticSeverity Severity,
    string Code,
    string Source,
    string Message,
    CodeDescription? CodeDescription = null,
    IReadOnlyList<RelatedInformation>? RelatedInformation = null,
    IReadOnlyList<DiagnosticTag>? Tags = null
);

/// <summary>A number on the wire.</summary>
public enum DiagnosticTag
{
    Unnecessary = 1,
    Deprecated = 2,
}

/// <summary>LSP's <c>RelatedFullDocumentDiagnosticReport</c>.</summary>
/// <param name="Kind">Always <c>full</c>.</param>
/// <param name="Items">All diagnostics of the document.</param>
/// <param name="RelatedDocuments">Those of the other open document, by its URI, for a client that takes them.</param>
public sealed record DocumentDiagnosticReport(
    string Kind,
    IReadOnlyList<Diagnostic> Items,
    IReadOnlyDictionary<string, DocumentDiagnosticReport>? RelatedDocuments = null
);

/// <param name="Range">What the client asks about.</param>
/// <param name="Context">Which actions it wants.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record CodeActionParams(
    TextDocumentIdentifier TextDocument,
    TextRange Range,
    CodeActionContext? Context = null
);

/// <param name="Only">The kinds of actions that the client wants; all if absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record CodeActionContext(IReadOnlyList<string>? Only = null);

/// <param name="Title">What it does.</param>
/// <param name="Kind">LSP's kind, such as <c>quickfix</c>.</param>
/// <param name="Diagnostics">The diagnostics that it mends.</param>
/// <param name="IsPreferred">Whether it is the best one for them.</param>
/// <param name="Edit">The edits.</param>
/// <param name="Command">The client's command that it runs.</param>
public sealed record CodeAction(
    string Title,
    string Kind,
    IReadOnlyList<Diagnostic>? Diagnostics = null,
    bool? IsPreferred = null,
    WorkspaceEdit? Edit = null,
    EditorCommand? Command = null
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
