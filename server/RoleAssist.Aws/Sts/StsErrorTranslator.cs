using System.Xml;
using Amazon.Runtime;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Sts;

/// <summary>
/// Translates the SDK's exceptions to RoleAssist's errors
/// (https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html).
/// </summary>
internal static class StsErrorTranslator
{
    /// <summary>
    /// Returns the user-facing error, or null for an exception that has nothing to do with the service.
    /// </summary>
    public static RoleAssistException? Translate(Exception fault, StsCallDescription call) =>
        fault switch
        {
            AmazonUnmarshallingException or AmazonDateTimeUnmarshallingException or XmlException or FormatException =>
                InvalidResponse(call, fault),
            AmazonServiceException refused
                when (int)refused.StatusCode is >= 400 and < 500 && !string.IsNullOrEmpty(refused.ErrorCode) => Refused(
                refused,
                call
            ),
            AmazonServiceException failed when (int)failed.StatusCode >= 500 => Error(
                ErrorCode.ServiceUnavailable,
                $"AWS could not {call.Purpose}: it failed with an internal error ({(int)failed.StatusCode}).",
                "Try again in a moment.",
                call,
                failed
            ),
            _ when ConnectionFault.FromException(fault) is { } broken => Error(
                broken.Code,
                $"AWS could not {call.Purpose}: {broken.Says(call.Service)}.",
                HintOfRegion(call) ?? broken.Hint,
                call,
                fault
            ),
            AmazonServiceException => InvalidResponse(call, fault),
            _ => null,
        };

    /// <summary>Creates the error for a response that is not XML or lacks a required element.</summary>
    public static RoleAssistException InvalidResponse(StsCallDescription call, Exception? fault = null) =>
        Error(
            ErrorCode.ServiceUnavailable,
            $"AWS could not {call.Purpose}: {call.Service} did not send a valid STS response.",
            "Check that the endpoint is an STS endpoint and that no proxy or login page answers in its place.",
            call,
            fault
        );

    /// <summary>Creates the error for credentials that expired before they could be used.</summary>
    public static RoleAssistException Expired(StsCallDescription call, DateTimeOffset expiration) =>
        Error(
            ErrorCode.CredentialsExpired,
            $"AWS could not {call.Purpose}: {call.Service} sent credentials that expired at {IsoTime.Format(expiration)}.",
            "Check the clock of this machine and of the endpoint, then try again.",
            call,
            cause: null
        );

    /// <summary>
    /// Gets the hint for a region that AWS does not have, and whose STS host therefore does not resolve.
    /// </summary>
    private static string? HintOfRegion(StsCallDescription call)
    {
        var region = call.Endpoint.SigningRegion;
        if (Partitions.IsRegion(region) || !Partitions.IsAwsHost(call.Endpoint.Url.IdnHost))
        {
            return null;
        }

        var names = Partitions
            .All.SelectMany(partition => partition.Regions)
            .Where(name => !name.EndsWith("-global", StringComparison.Ordinal));
        return char.IsAsciiLetterLower(region[^1]) && Partitions.IsRegion(region[..^1])
            ? $"'{region}' is an availability zone: set region = {region[..^1]}."
            : $"AWS has no region '{region}'. {NearMisses.Question(region, names) ?? "Check the region of the profile, AWS_REGION and --region."}";
    }

    private static RoleAssistException Refused(AmazonServiceException refused, StsCallDescription call)
    {
        var said = WordsOf(refused);
        return RefusalCodes.Meaning(refused.ErrorCode, said) switch
        {
            ErrorCode.AccessDenied
                when said.StartsWith("MultiFactorAuthentication failed", StringComparison.OrdinalIgnoreCase) =>
                MfaRefused(refused, said, call),
            ErrorCode.AccessDenied => Error(
                ErrorCode.AccessDenied,
                $"AWS denied the request to {call.Purpose}: {said}",
                call.Mfa is null
                    ? "Check the role's trust policy (principal, external ID, MFA condition) and your own permissions. "
                        + "If the policy requires MFA, specify the device with mfa_serial or --mfa-serial."
                    : "Check the role's trust policy (principal, external ID, MFA condition) and your own permissions.",
                call,
                refused
            ),
            ErrorCode.ClockSkewed => Skewed(refused, call),
            ErrorCode.CredentialsInvalid => Error(
                ErrorCode.CredentialsInvalid,
                $"AWS could not {call.Purpose}: it does not accept the access key ({said}).",
                "Check the access key ID and its secret; the key may have been rotated or deactivated.",
                call,
                refused
            ),
            ErrorCode.CredentialsExpired => Error(
                ErrorCode.CredentialsExpired,
                $"AWS could not {call.Purpose}: the source credentials have expired.",
                "Get new credentials for the source profile and try again.",
                call,
                refused
            ),
            ErrorCode.Throttled => Error(
                ErrorCode.Throttled,
                $"AWS could not {call.Purpose}: it throttled the request ({said}).",
                "Wait a minute and try again.",
                call,
                refused
            ),
            _ => Error(
                ErrorCode.RequestRejected,
                $"AWS could not {call.Purpose}: {said}",
                HintOf(said, call),
                call,
                refused
            ),
        };
    }

    private static string? HintOf(string said, StsCallDescription call) =>
        said switch
        {
            _ when said.Contains("MaxSessionDuration", StringComparison.Ordinal) =>
                "Request a shorter session with duration_seconds or --duration, or raise the role's maximum session "
                    + "duration in IAM.",
            _ when said.Contains("role chaining", StringComparison.OrdinalIgnoreCase) =>
                "A role assumed with temporary credentials lasts at most one hour. Set duration_seconds = 3600 or "
                    + "--duration 1h.",
            _ when !Partitions.IsAwsHost(call.Endpoint.Url.IdnHost) =>
                $"Check that {call.Endpoint} is an STS endpoint. It comes from endpoint_url, a services section, or "
                    + "AWS_ENDPOINT_URL_STS.",
            _ => null,
        };

    /// <summary>
    /// Gets the service's message. Without one the SDK makes up a message that contains the whole body.
    /// </summary>
    private static string WordsOf(AmazonServiceException refused) =>
        GetServiceMessage(refused) ?? DisplayText.FromServer(refused.ErrorCode);

    /// <summary>Gets the service's own message as displayable text; null if it sent none.</summary>
    public static string? GetServiceMessage(AmazonServiceException refused) =>
        string.IsNullOrWhiteSpace(refused.Message)
        || refused.Message.Contains(" and HTTP Body: ", StringComparison.Ordinal)
            ? null
            : DisplayText.FromServer(refused.Message);

    private static RoleAssistException MfaRefused(
        AmazonServiceException refused,
        string said,
        StsCallDescription call
    ) =>
        call.Mfa is { } mfa && said.Contains("one time pass code", StringComparison.OrdinalIgnoreCase)
            ? Error(
                ErrorCode.MfaCodeRejected,
                $"AWS rejected the MFA code of {mfa.Serial}: it is wrong or was already used.",
                "Wait for the device's next code and use that.",
                call,
                refused
            )
            : Error(
                ErrorCode.AccessDenied,
                $"AWS could not {call.Purpose}: {said}",
                "Check that mfa_serial is the MFA device of the user whose keys are used.",
                call,
                refused
            );

    private static RoleAssistException Skewed(AmazonServiceException refused, StsCallDescription call) =>
        Error(
            ErrorCode.ClockSkewed,
            $"AWS could not {call.Purpose}: this machine's clock differs too much from the clock of {call.Service}.",
            "Synchronize the clock with a time server.",
            call,
            refused
        );

    private static RoleAssistException Error(
        ErrorCode code,
        string message,
        string? hint,
        StsCallDescription call,
        Exception? cause
    ) => new(code, message, hint, cause) { Profile = call.Profile, MfaSerial = call.Mfa?.Serial };
}
