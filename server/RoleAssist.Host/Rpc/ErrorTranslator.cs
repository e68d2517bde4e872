using System.Text.Json;
using RoleAssist.Contracts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Host.State;
using StreamJsonRpc.Protocol;
using ErrorCode = RoleAssist.Contracts.ErrorCode;

namespace RoleAssist.Host.Rpc;

/// <summary>Turns exceptions into the errors of the wire. What is not told to people stays in the log.</summary>
internal static class ErrorTranslator
{
    public const string Misfit = "The parameters do not fit the method; see the contract.";

    public static JsonRpcError.ErrorDetail Translate(Exception fault) => fault switch
    {
        RoleAssistException known => Known(known),
        IOException or UnauthorizedAccessException when StorageFaults.Of(fault) is { } storage => Known(storage),

        // A params object that does not fit: the serializer's own words name types and paths.
        JsonException => Protocol(JsonRpcErrorCode.InvalidParams, Misfit),
        _ => new JsonRpcError.ErrorDetail
        {
            Code = (JsonRpcErrorCode)(int)ErrorCode.Internal,
            Message = "RoleAssist made a mistake; its log says more.",
            Data = new ErrorData(ErrorCode.Internal, "Show the log and report what it says."),
        },
    };

    /// <summary>The error for JSON that is not a message.</summary>
    public static JsonRpcError.ErrorDetail NoMessage => Protocol(JsonRpcErrorCode.InvalidRequest, "The message is JSON, but not a JSON-RPC message.");

    /// <summary>The error for JSON that is not a message or, which the reader tells by a type of its own, not even JSON.</summary>
    public static JsonRpcError.ErrorDetail Unreadable(JsonException fault) => fault.GetType() == typeof(JsonException)
        ? NoMessage
        : Protocol(JsonRpcErrorCode.ParseError, "The message is not JSON.");

    public static JsonRpcError.ErrorDetail Protocol(JsonRpcErrorCode code, string message) =>
        new() { Code = code, Message = message };

    private static JsonRpcError.ErrorDetail Known(RoleAssistException fault) => new()
    {
        Code = (JsonRpcErrorCode)(int)fault.Code,
        Message = DisplayText.Sentence(fault.Message),
        Data = new ErrorData((ErrorCode)(int)fault.Code, fault.Hint is { } hint ? DisplayText.Sentence(hint) : null, fault.Profile, fault.MfaSerial, (int?)fault.RetryAfter?.TotalSeconds),
    };
}
