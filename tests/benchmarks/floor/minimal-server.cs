#:property CppCompilerAndLinker=gcc
#:package StreamJsonRpc
#:package PolyType
#:package Microsoft.NET.StringTools
#:property EnableStreamJsonRpcInterceptors=true
#:property TreatWarningsAsErrors=false
#:property EventSourceSupport=false
#:property ConcurrentGarbageCollection=false
#:property OptimizationPreference=Size

// A minimal language server, with which the host's first reply is compared: StreamJsonRpc over stdio with the records
// of some LSP methods and no implementation.

using System.Text.Json;
using System.Text.Json.Serialization;
using PolyType;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

var handler = new HeaderDelimitedMessageHandler(
    Console.OpenStandardOutput(),
    Console.OpenStandardInput(),
    new SystemTextJsonFormatter { JsonSerializerOptions = new(Json.Default.Options) }
);
using var connection = new JsonRpc(handler);
connection.AddLocalRpcTarget(RpcTargetMetadata.FromShape<ILanguageServer>(), new Server(), null);
connection.StartListening();
await Task.WhenAny(connection.Completion, Server.Exited.Task);

internal sealed record Position(int Line, int Character);

internal sealed record TextRange(Position Start, Position End);

internal sealed record Location(string Uri, TextRange Range);

internal sealed record DocumentParams(string Uri, Position? Position);

internal sealed record TextEdit(TextRange Range, string NewText);

internal sealed record InitializeParams(int? ProcessId, string? RootUri);

internal sealed record ServerCapabilities(bool HoverProvider, bool DefinitionProvider);

internal sealed record InitializeResult(ServerCapabilities Capabilities);

[JsonRpcContract]
[GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface ILanguageServer
{
    [JsonRpcMethod("initialize", UseSingleObjectParameterDeserialization = true)]
    Task<InitializeResult> InitializeAsync(InitializeParams request, CancellationToken cancellationToken);

    [JsonRpcMethod("initialized", UseSingleObjectParameterDeserialization = true)]
    void Initialized(InitializeParams request);

    [JsonRpcMethod("shutdown")]
    Task ShutdownAsync(CancellationToken cancellationToken);

    [JsonRpcMethod("exit")]
    void Exit();

    [JsonRpcMethod("textDocument/didOpen", UseSingleObjectParameterDeserialization = true)]
    void DidOpen(DocumentParams request);

    [JsonRpcMethod("textDocument/didClose", UseSingleObjectParameterDeserialization = true)]
    void DidClose(DocumentParams request);

    [JsonRpcMethod("textDocument/hover", UseSingleObjectParameterDeserialization = true)]
    Task<TextRange?> HoverAsync(DocumentParams request, CancellationToken cancellationToken);

    [JsonRpcMethod("textDocument/definition", UseSingleObjectParameterDeserialization = true)]
    Task<Location?> DefinitionAsync(DocumentParams request, CancellationToken cancellationToken);

    [JsonRpcMethod("textDocument/references", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<Location>> ReferencesAsync(DocumentParams request, CancellationToken cancellationToken);

    [JsonRpcMethod("textDocument/rename", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<TextEdit>> RenameAsync(DocumentParams request, CancellationToken cancellationToken);
}

internal sealed class Server : ILanguageServer
{
    public static TaskCompletionSource Exited { get; } = new();

    public Task<InitializeResult> InitializeAsync(InitializeParams request, CancellationToken cancellationToken) =>
        Task.FromResult(new InitializeResult(new ServerCapabilities(true, true)));

    public void Initialized(InitializeParams request) { }

    public Task ShutdownAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Exit() => Exited.TrySetResult();

    public void DidOpen(DocumentParams request) { }

    public void DidClose(DocumentParams request) { }

    public Task<TextRange?> HoverAsync(DocumentParams request, CancellationToken cancellationToken) =>
        Task.FromResult<TextRange?>(null);

    public Task<Location?> DefinitionAsync(DocumentParams request, CancellationToken cancellationToken) =>
        Task.FromResult<Location?>(null);

    public Task<IReadOnlyList<Location>> ReferencesAsync(DocumentParams request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Location>>([]);

    public Task<IReadOnlyList<TextEdit>> RenameAsync(DocumentParams request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TextEdit>>([]);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(InitializeParams))]
[JsonSerializable(typeof(InitializeResult))]
[JsonSerializable(typeof(DocumentParams))]
[JsonSerializable(typeof(TextRange))]
[JsonSerializable(typeof(Location))]
[JsonSerializable(typeof(IReadOnlyList<Location>))]
[JsonSerializable(typeof(IReadOnlyList<TextEdit>))]
[JsonSerializable(typeof(RequestId))]
internal sealed partial class Json : JsonSerializerContext;
