using System.Text.Json;
using RoleAssist.Contracts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Host.State;
using StreamJsonRpc.Protocol;
using ErrorCode = RoleAssist.Contracts.ErrorCode;

namespace RoleAssist.Host.Errors;

/// <summary>Maps exceptions to JSON-RPC errors. Details that clients must not see go to the log only.</summary>
internal static class ErrorTranslator
{
    public const string InvalidParams = "Invalid parameters. See the contract of the method.";

    public static JsonRpcError.ErrorDetail Translate(Exception fault) =>
        fault switch
        {
            RoleAssistException known => Known(known),
            IOException or UnauthorizedAccessException when StorageFaults.Translate(fault) is { } storage => Known(
                storage
            ),

            // Invalid params object. The serializer's message would reveal type names and paths.
            JsonException => Protocol(JsonRpcErrorCode.InvalidParams, InvalidParams),
            _ => new JsonRpcError.ErrorDetail
            {
                Code = (JsonRpcErrorCode)(int)ErrorCode.Internal,
                Message = "Internal error. See the RoleAssist log for details.",
                Data = new ErrorData(ErrorCode.Internal, "Show the log and report the error as an issue."),
            },
        };

    /// <summary>The error for JSON that is not a JSON-RPC message.</summary>
    public static JsonRpcError.ErrorDetail NoMessage =>
        Protocol(JsonRpcErrorCode.InvalidRequest, "The message is JSON, but not a valid JSON-RPC message.");

    /// <summary>
    /// Gets the error for an unreadable message: not JSON, which the reader reports with a subclass of
    /// <see cref="JsonException"/>, or JSON that is not a message.
    /// </summary>
    public static JsonRpcError.ErrorDetail Unreadable(JsonException fault) =>
        fault.GetType() == typeof(JsonException)
            ? NoMessage
            : Protocol(JsonRpcErrorCode.ParseError, "The message is not valid JSON.");

    public static JsonRpcError.ErrorDetail Protocol(JsonRpcErrorCode code, string message) =>
        new() { Code = code, Message = message };

    private static JsonRpcError.ErrorDetail Known(RoleAssistException fault) =>
        new()
        {
            Code = (JsonRpcErrorCode)(int)fault.Code,
            Message = DisplayText.Sentence(fault.Message),
            Data = new ErrorData(
                (ErrorCode)(int)fault.Code,
                fault.Hint is { } hint ? DisplayText.Sentence(hint) : null,
                fault.Profile,
                fault.MfaSerial,
                (int?)fault.RetryAfter?.TotalSeconds,
                fault.SignIn
            ),
        };
}
