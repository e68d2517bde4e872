using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Http;

/// <summary>
/// Says what the code of a refusal means, where it means the same for every service
/// (https://docs.aws.amazon.com/awssupport/latest/APIReference/CommonErrors.html). The protocols name it differently:
/// those with JSON append <c>Exception</c>, EC2 has words of its own.
/// </summary>
internal static class RefusalCodes
{
    /// <param name="code">The service's code; null if it sent none.</param>
    /// <param name="message">The service's message, which tells a wrong clock from a wrong key.</param>
    /// <returns><see cref="ErrorCode.RequestRejected"/> for a code of the service's own.</returns>
    public static ErrorCode Meaning(string? code, string message = "") =>
        code switch
        {
            "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" => ErrorCode.AccessDenied,
            "RequestExpired" or "RequestTimeTooSkewed" => ErrorCode.ClockSkewed,
            "SignatureDoesNotMatch" or "InvalidSignatureException" when IsAboutTime(message) => ErrorCode.ClockSkewed,
            "InvalidClientTokenId"
            or "UnrecognizedClientException"
            or "SignatureDoesNotMatch"
            or "InvalidSignatureException"
            or "IncompleteSignature"
            or "MissingAuthenticationToken" => ErrorCode.CredentialsInvalid,
            "ExpiredToken" or "ExpiredTokenException" => ErrorCode.CredentialsExpired,
            "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "TooManyRequestsException" =>
                ErrorCode.Throttled,
            _ => ErrorCode.RequestRejected,
        };

    private static bool IsAboutTime(string message) =>
        message.StartsWith("Signature expired", StringComparison.Ordinal)
        || message.StartsWith("Signature not yet current", StringComparison.Ordinal);
}
