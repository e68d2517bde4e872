using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using RoleAssist.Contracts;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// LSP's framing, and the wire's rules for what StreamJsonRpc by itself would send otherwise.
/// </summary>
internal sealed class ServerMessageHandler(Stream output, Stream input)
    : HeaderDelimitedMessageHandler(output, input, CreateFormatter())
{
    private const string OnlyGenerated = "Every type that crosses the wire is in WireJsonContext, which tests hold.";

    protected override void Write(JsonRpcMessage content, CancellationToken cancellationToken)
    {
        switch (content)
        {
            // It describes a call that fits no method with its search for one, exception types and stack traces.
            case JsonRpcError { Error: { Code: JsonRpcErrorCode.InvalidParams } misfit }:
                misfit.Message = ErrorTranslator.Misfit;
                misfit.Data = null;
                break;
            case JsonRpcError { Error: { Data: not null and not ErrorData } error }:
                error.Data = null;
                break;

            // A method has one params object, which a typed proxy would send as the only element of an array.
            case JsonRpcRequest { ArgumentsList: [{ } only] } request:
                request.Arguments = only;
                break;
        }

        base.Write(content, cancellationToken);
    }

    /// <summary>
    /// A message that is none is answered, as https://www.jsonrpc.org/specification#error_object has it, and passed
    /// over: its frame tells where the next one begins. By itself StreamJsonRpc would hang up.
    /// </summary>
    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await base.ReadCoreAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (JsonException fault)
            {
                var refusal = new JsonRpcError { RequestId = RequestId.Null, Error = ErrorTranslator.Unreadable(fault) };
                await WriteAsync(refusal, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = OnlyGenerated)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = OnlyGenerated)]
    private static SystemTextJsonFormatter CreateFormatter() =>
        new() { JsonSerializerOptions = new(WireJsonContext.Default.Options) };
}
