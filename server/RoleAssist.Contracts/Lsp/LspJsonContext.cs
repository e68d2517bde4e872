using System.Text.Json.Serialization;

namespace RoleAssist.Contracts.Lsp;

/// <summary>
/// Source-generated JSON of LSP's types. The options are those of <see cref="WireJsonContext"/>, except that enums are
/// numbers.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DidOpenTextDocumentParams))]
[JsonSerializable(typeof(DidChangeTextDocumentParams))]
[JsonSerializable(typeof(DidCloseTextDocumentParams))]
[JsonSerializable(typeof(PublishDiagnosticsParams))]
public sealed partial class LspJsonContext : JsonSerializerContext;
