using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using RoleAssist.Contracts;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Errors;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Rpc.Hardening;

/// <summary>
/// Reads and writes the wire's JSON. Validates the shape of a call
/// (https://www.jsonrpc.org/specification#request_object) before StreamJsonRpc, which would close the connection if the
/// method is not a string or the parameters are neither an object nor an array.
/// </summary>
internal sealed class WireFormatter : SystemTextJsonFormatter, IJsonRpcMessageTextFormatter
{
    private const string OnlyGenerated = "Every type on the wire is in one of the contexts, which tests verify.";

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = OnlyGenerated)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = OnlyGenerated)]
    public WireFormatter()
    {
        var options = new JsonSerializerOptions(WireJsonContext.Default.Options);
        options.TypeInfoResolverChain.Add(LspJsonContext.Default);
        JsonSerializerOptions = options;
    }

    JsonRpcMessage IJsonRpcMessageTextFormatter.Deserialize(ReadOnlySequence<byte> contentBuffer, Encoding encoding)
    {
        try
        {
            if (encoding is UTF8Encoding)
            {
                contentBuffer = LoneSurrogates.Replace(contentBuffer);
                using var message = JsonDocument.Parse(contentBuffer);
                RequireShape(message.RootElement);
            }

            return Deserialize(contentBuffer, encoding);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException)
        {
            // A member has the wrong type, or a string is not valid Unicode.
            throw new MalformedMessageException(
                new JsonRpcError { RequestId = RequestId.Null, Error = ErrorTranslator.NoMessage }
            );
        }
    }

    private static void RequireShape(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("method", out var method))
        {
            return;
        }

        if (method.ValueKind != JsonValueKind.String)
        {
            throw new MalformedMessageException(
                new JsonRpcError { RequestId = IdOf(message) ?? RequestId.Null, Error = ErrorTranslator.NoMessage }
            );
        }

        if (
            message.TryGetProperty("params", out var arguments)
            && arguments.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
        )
        {
            throw new MalformedMessageException(
                IdOf(message) is { } id
                    ? new JsonRpcError
                    {
                        RequestId = id,
                        Error = ErrorTranslator.Protocol(JsonRpcErrorCode.InvalidParams, ErrorTranslator.InvalidParams),
                    }
                    : null
            );
        }
    }

    private static RequestId? IdOf(JsonElement message) =>
        message.TryGetProperty("id", out var id)
            ? id switch
            {
                { ValueKind: JsonValueKind.String } => new RequestId(id.GetString()),
                { ValueKind: JsonValueKind.Number } when id.TryGetInt64(out var number) => new RequestId(number),
                _ => RequestId.Null,
            }
            : null;
}
