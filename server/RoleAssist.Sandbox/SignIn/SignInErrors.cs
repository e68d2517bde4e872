using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Http;

namespace RoleAssist.Sandbox.SignIn;

/// <summary>
/// The errors of Sign-In: an exception of its model, and a code that says more. The model has codes of OAuth too; that AWS
/// answers wrong requests and wrong proofs with INVALID_REQUEST is what its tools report (?).
/// </summary>
internal sealed class SignInException(int status, string code, string error, string message)
    : ServiceException(status, code, message)
{
    private string Error { get; } = error;

    public static SignInException Invalid(string message) =>
        new(400, "ValidationException", "INVALID_REQUEST", message);

    public static SignInException CodeExpired() =>
        Denied("AUTHCODE_EXPIRED", "The authorization code is not good any more.");

    public static SignInException TokenExpired() => Denied("TOKEN_EXPIRED", "The session has expired.");

    public static SignInException PasswordChanged() =>
        Denied("USER_CREDENTIALS_CHANGED", "The user's password has changed.");

    public static SignInException NotPermitted(string arn) =>
        Denied(
            "INSUFFICIENT_PERMISSIONS",
            $"User: {arn} is not authorized to perform: signin:CreateOAuth2Token because no identity-based policy allows it"
        );

    public static SignInException Throttled() => new(429, "TooManyRequestsError", "rate_exceeded", "Rate exceeded");

    public static SignInException Failed() => new(500, "InternalServerException", "server_error", "Internal error");

    public ServiceAnswer ToAnswer() =>
        JsonAnswer.CreateError(
            Status,
            Code,
            "com.amazonaws.signin",
            new SignInError(Error, Message),
            SignInJsonContext.CamelCase.SignInError
        );

    /// <summary>The model gives this exception no status of its own, so it has that of all errors of a client.</summary>
    private static SignInException Denied(string error, string message) =>
        new(400, "AccessDeniedException", error, message);
}
