using PolyType;
using StreamJsonRpc;

namespace RoleAssist.Contracts.Lsp;

/// <summary>
/// The document messages of the Language Server Protocol 3.17 that the host reads
/// (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textDocument_synchronization).
/// Any editor may send them, so unknown members are ignored.
/// </summary>
[JsonRpcContract]
[GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface ILanguageServer
{
    /// <summary>The editor's text counts from now on, not the file's.</summary>
    [JsonRpcMethod("textDocument/didOpen", UseSingleObjectParameterDeserialization = true)]
    void DidOpen(DidOpenTextDocumentParams request);

    [JsonRpcMethod("textDocument/didChange", UseSingleObjectParameterDeserialization = true)]
    void DidChange(DidChangeTextDocumentParams request);

    [JsonRpcMethod("textDocument/didClose", UseSingleObjectParameterDeserialization = true)]
    void DidClose(DidCloseTextDocumentParams request);
}
