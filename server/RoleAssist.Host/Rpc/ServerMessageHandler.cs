using System.Diagnostics.CodeAnalysis;
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
            // It describes a call that fits no method with exception types and stack traces.
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

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = OnlyGenerated)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = OnlyGenerated)]
    private static SystemTextJsonFormatter CreateFormatter() =>
        new() { JsonSerializerOptions = new(WireJsonContext.Default.Options) };
}
