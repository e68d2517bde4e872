using PolyType;
using StreamJsonRpc;

namespace RoleAssist.Contracts.Lsp;

/// <summary>The notifications of the Language Server Protocol 3.17 that the host sends.</summary>
[JsonRpcContract]
[GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface ILanguageClient
{
    /// <summary>Replaces the diagnostics of a document; an empty list removes them.</summary>
    [JsonRpcMethod("textDocument/publishDiagnostics", UseSingleObjectParameterDeserialization = true)]
    void PublishDiagnostics(PublishDiagnosticsParams diagnostics);

    /// <summary>Says something that the client shows, after a request that asked for it.</summary>
    [JsonRpcMethod("window/showMessage", UseSingleObjectParameterDeserialization = true)]
    void ShowMessage(ShowMessageParams message);
}
