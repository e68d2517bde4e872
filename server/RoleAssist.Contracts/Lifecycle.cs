using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <summary>The part of LSP's <c>initialize</c> parameters that the host reads. Others are ignored.</summary>
/// <param name="ProcessId">
/// The client's process ID. The host exits when that process ends. Not watched if null or absent.
/// </param>
/// <param name="ClientInfo">The client's name and version, for the log and the audit trail.</param>
/// <param name="InitializationOptions">The user's settings.</param>
/// <param name="Capabilities">What the client can do.</param>
/// <param name="Trace">How much the host logs: LSP's <c>off</c>, <c>messages</c> or <c>verbose</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record InitializeParams(
    int? ProcessId = null,
    ClientInfo? ClientInfo = null,
    InitializationOptions? InitializationOptions = null,
    ClientCapabilities? Capabilities = null,
    string? Trace = null
);

/// <summary>The user's settings. An absent setting has its default value.</summary>
/// <param name="Workspace">The workspace's name, for use in role session names.</param>
/// <param name="SessionName">A template for role session names, such as <c>{user}@{host}</c>.</param>
/// <param name="MfaCodes">How MFA codes are used.</param>
/// <param name="PrimeSeconds">
/// How long one code serves all of its device's roles, in seconds: 900 to 129600, by default 8 hours.
/// </param>
/// <param name="Audit">Whether to write the audit trail; true by default.</param>
/// <param name="Delivery">How credentials reach programs; <c>auto</c> by default.</param>
/// <param name="OutlivesConnection">
/// Whether the host keeps running if the connection ends without <c>exit</c>, until the process with ID
/// <c>processId</c> ends.
/// </param>
/// <param name="Production">
/// Which profiles are production: words in profile names, profile name patterns with <c>*</c> and <c>?</c>, or
/// accounts.
/// </param>
/// <param name="KeepSessions">
/// Whether sessions are kept sealed on disk and shared with this user's other processes: <c>on</c>, <c>off</c>, or
/// <c>auto</c>, the default: if the vault is a keychain of the operating system.
/// </param>
/// <param name="SsoTokens">
/// Where the tokens of sign-ins to Identity Center are kept: <c>cache</c>, the default, in the files that AWS' tools
/// share, or <c>vault</c>, sealed for RoleAssist alone.
/// </param>
/// <param name="Agents">
/// What agents get; <c>scoped</c> by default. A client that sends it also shows
/// <c>roleassist/approvals/didRequest</c> to the user; without it, agents are refused what takes the user's yes.
/// </param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record InitializationOptions(
    string? Workspace = null,
    string? SessionName = null,
    MfaPreference? MfaCodes = null,
    int? PrimeSeconds = null,
    bool? Audit = null,
    DeliveryMode? Delivery = null,
    bool? OutlivesConnection = null,
    IReadOnlyList<string>? Production = null,
    string? KeepSessions = null,
    string? SsoTokens = null,
    AgentAccess? Agents = null
);

/// <summary>How MFA codes are used.</summary>
public enum MfaPreference
{
    /// <summary>
    /// One code for as many roles as possible; a separate code for roles that need to last longer than that allows.
    /// </summary>
    [JsonStringEnumMemberName("automatic")]
    Automatic,

    /// <summary>One code per role; sessions can use the role's maximum duration.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct,

    /// <summary>
    /// One code for all of a device's roles; each session lasts at most an hour and is renewed without a code.
    /// </summary>
    [JsonStringEnumMemberName("prime")]
    Prime,
}

/// <param name="Name">The client's name, for example the editor's.</param>
/// <param name="Version">The client's version.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ClientInfo(string Name, string? Version = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record InitializedParams;

/// <param name="Value">
/// <c>off</c> for the log level that the host was started with, <c>messages</c> for a line per request and AWS call,
/// <c>verbose</c> for everything.
/// </param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record SetTraceParams(string? Value = null);

/// <param name="Capabilities">The supported features of the Language Server Protocol.</param>
/// <param name="ServerInfo">The host's name and version.</param>
public sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <param name="PositionEncoding">Always <c>utf-16</c>, which every client understands.</param>
/// <param name="TextDocumentSync">How the client sends the documents that it shows.</param>
/// <param name="CompletionProvider">The host completes.</param>
/// <param name="HoverProvider">The host describes what is at a position.</param>
/// <param name="DefinitionProvider">The host finds the section of a name.</param>
/// <param name="ReferencesProvider">The host finds where a name is used.</param>
/// <param name="DocumentHighlightProvider">The host finds where a name is used in the document.</param>
/// <param name="DocumentSymbolProvider">The host outlines documents; absent for a client with flat outlines only.</param>
/// <param name="CodeLensProvider">The host offers commands at headers; absent for a client that has named none.</param>
/// <param name="DocumentLinkProvider">The host finds links.</param>
/// <param name="DocumentFormattingProvider">The host formats.</param>
/// <param name="RenameProvider">The host renames.</param>
/// <param name="FoldingRangeProvider">The host finds what can be folded.</param>
/// <param name="SemanticTokensProvider">The host colors documents.</param>
/// <param name="InlayHintProvider">The host says numbers in words.</param>
/// <param name="CodeActionProvider">The host mends mistakes.</param>
/// <param name="DiagnosticProvider">How to ask for diagnostics; absent for a client to which they are published.</param>
/// <param name="Experimental">What is not LSP's.</param>
public sealed record ServerCapabilities(
    string PositionEncoding,
    TextDocumentSyncOptions TextDocumentSync,
    CompletionOptions? CompletionProvider = null,
    bool? HoverProvider = null,
    bool? DefinitionProvider = null,
    bool? ReferencesProvider = null,
    bool? DocumentHighlightProvider = null,
    bool? DocumentSymbolProvider = null,
    CodeLensOptions? CodeLensProvider = null,
    DocumentLinkOptions? DocumentLinkProvider = null,
    bool? DocumentFormattingProvider = null,
    RenameOptions? RenameProvider = null,
    bool? FoldingRangeProvider = null,
    SemanticTokensOptions? SemanticTokensProvider = null,
    bool? InlayHintProvider = null,
    CodeActionOptions? CodeActionProvider = null,
    DiagnosticOptions? DiagnosticProvider = null,
    ExperimentalServerCapabilities? Experimental = null
);

/// <param name="TriggerCharacters">Characters after which the client asks by itself.</param>
public sealed record CompletionOptions(IReadOnlyList<string> TriggerCharacters);

/// <param name="ResolveProvider">Whether a lens needs a second request.</param>
public sealed record CodeLensOptions(bool ResolveProvider);

/// <param name="ResolveProvider">Whether a link needs a second request.</param>
public sealed record DocumentLinkOptions(bool ResolveProvider);

/// <param name="CodeActionKinds">The kinds of actions that the host offers.</param>
public sealed record CodeActionOptions(IReadOnlyList<string> CodeActionKinds);

/// <param name="DocumentSelector">The documents to ask about.</param>
/// <param name="Identifier">The host's name for these diagnostics.</param>
/// <param name="InterFileDependencies">Whether a change of one document changes the diagnostics of another.</param>
/// <param name="WorkspaceDiagnostics">Whether the client can ask about all documents at once.</param>
public sealed record DiagnosticOptions(
    IReadOnlyList<DocumentFilter> DocumentSelector,
    string Identifier,
    bool InterFileDependencies,
    bool WorkspaceDiagnostics
);

/// <param name="Language">The language of the documents.</param>
public sealed record DocumentFilter(string Language);

/// <param name="PrepareProvider">Whether the host says beforehand if a rename is possible.</param>
public sealed record RenameOptions(bool PrepareProvider);

/// <param name="Legend">What the numbers in the answers mean.</param>
/// <param name="Full">Whether a whole document is colored at once.</param>
public sealed record SemanticTokensOptions(SemanticTokensLegend Legend, bool Full);

/// <param name="TokenTypes">The types by number.</param>
/// <param name="TokenModifiers">The modifiers by bit.</param>
public sealed record SemanticTokensLegend(IReadOnlyList<string> TokenTypes, IReadOnlyList<string> TokenModifiers);

/// <param name="AwsFiles">
/// The URIs of the two AWS files: documents of the language <c>aws-config</c>.
/// </param>
public sealed record ExperimentalServerCapabilities(IReadOnlyList<string> AwsFiles);

/// <param name="OpenClose">Whether the client says which documents are open.</param>
/// <param name="Change">How it sends changes: 2 for the changed ranges.</param>
public sealed record TextDocumentSyncOptions(bool OpenClose, int Change);

/// <param name="Name">Always <c>roleassist</c>.</param>
/// <param name="Version">The host's version, for example <c>0.1.0</c>.</param>
public sealed record ServerInfo(string Name, string Version);
