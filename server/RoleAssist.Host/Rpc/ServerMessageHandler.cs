using System.Diagnostics.CodeAnalysis;
using RoleAssist.Contracts;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// LSP's framing. Error data that is not RoleAssist's own is dropped on the way out: StreamJsonRpc describes a call
/// that fits no method with exception types and stack traces.
/// </summary>
internal sealed class ServerMessageHandler(Stream output, Stream input)
    : HeaderDelimitedMessageHandler(output, input, CreateFormatter())
{
    private const string OnlyGenerated = "Every type that crosses the wire is in WireJsonContext, which tests hold.";

    protected override void Write(JsonRpcMessage content, CancellationToken cancellationToken)
    {
        if (content is JsonRpcError { Error: { Data: not null and not ErrorData } error })
        {
            error.Data = null;
        }

        base.Write(content, cancellationToken);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = OnlyGenerated)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = OnlyGenerated)]
    private static SystemTextJsonFormatter CreateFormatter() =>
        new() { JsonSerializerOptions = new(WireJsonContext.Default.Options) };
}
