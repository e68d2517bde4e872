using Microsoft.Extensions.Logging;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Errors;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Rpc.Hardening;

/// <summary>
/// A JSON-RPC connection that does not send stack traces to the client, as StreamJsonRpc does by default.
/// </summary>
internal sealed partial class ServerConnection : JsonRpc
{
    private readonly ILogger _logger;

    public ServerConnection(IJsonRpcMessageHandler handler, ILogger logger)
        : base(handler)
    {
        _logger = logger;
        CancelLocallyInvokedMethodsWhenConnectionIsClosed = true;
    }

    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception)
    {
        if (exception is not RoleAssistException)
        {
            LogFault(exception, request.Method);
        }

        return ErrorTranslator.Translate(exception);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed")]
    private partial void LogFault(Exception fault, string? method);
}
