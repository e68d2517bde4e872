using Microsoft.Extensions.Logging;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Lifetime;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// A JSON-RPC connection that keeps to the LSP life cycle and lets no stack trace out, as StreamJsonRpc by itself would.
/// </summary>
internal sealed partial class ServerConnection : JsonRpc
{
    private readonly ServerLifecycle _lifecycle;
    private readonly ILogger _logger;

    public ServerConnection(IJsonRpcMessageHandler handler, ServerLifecycle lifecycle, ILogger logger)
        : base(handler)
    {
        _lifecycle = lifecycle;
        _logger = logger;
        CancelLocallyInvokedMethodsWhenConnectionIsClosed = true;
    }

    protected override async ValueTask<JsonRpcMessage> DispatchRequestAsync(
        JsonRpcRequest request, TargetMethod targetMethod, CancellationToken cancellationToken)
    {
        if (_lifecycle.Refuse(request.Method) is { } refusal)
        {
            return new JsonRpcError { RequestId = request.RequestId, Error = refusal };
        }

        return await base.DispatchRequestAsync(request, targetMethod, cancellationToken).ConfigureAwait(false);
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
