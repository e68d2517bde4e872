using RoleAssist.Aws.Http;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Iam;

/// <summary>
/// Translates IAM's refusals to RoleAssist's errors
/// (https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html).
/// </summary>
internal static class IamErrorTranslator
{
    public const string NoSuchEntity = "NoSuchEntity";

    /// <summary>
    /// Returns the user-facing error, or null for an exception that has nothing to do with the service.
    /// </summary>
    public static RoleAssistException? Translate(Exception fault, string action, IamCaller caller) =>
        fault switch
        {
            IamRefusedException { Status: >= 500 } failed => Error(
                ErrorCode.ServiceUnavailable,
                $"it failed with an internal error ({failed.Status}).",
                "Try again in a moment.",
                action,
                caller
            ),
            IamRefusedException { Code: null } => Error(
                ErrorCode.ServiceUnavailable,
                $"{ServiceOf(caller)} did not send a valid IAM response.",
                "Check that the endpoint is an IAM endpoint and that no proxy or login page answers in its place.",
                action,
                caller
            ),
            IamRefusedException refused => Refused(refused, action, caller),
            RoleAssistException known => known,
            _ when ConnectionFault.FromException(fault) is { } broken => Error(
                broken.Code,
                $"{broken.Says(ServiceOf(caller))}.",
                broken.Hint,
                action,
                caller,
                fault
            ),
            _ => null,
        };

    private static RoleAssistException Refused(IamRefusedException refused, string action, IamCaller caller)
    {
        var said = DisplayText.FromServer(refused.Message is "" ? refused.Code! : refused.Message);
        var sentence = $"{said.TrimEnd('.')}.";
        return RefusalCodes.Meaning(refused.Code, said) switch
        {
            ErrorCode.AccessDenied => new RoleAssistException(
                ErrorCode.AccessDenied,
                $"AWS denied iam:{action} for user {caller.User.Name}: {sentence}",
                RotationPolicy.Remedy(caller.User)
            )
            {
                Profile = caller.Profile,
            },
            ErrorCode.RequestRejected when refused.Code is "LimitExceeded" => Error(
                ErrorCode.RequestRejected,
                $"user {caller.User.Name} has as many access keys as AWS allows ({said.TrimEnd('.')}).",
                "Delete the one that nothing uses in the IAM console, then try again.",
                action,
                caller
            ),
            ErrorCode.RequestRejected when refused.Code is NoSuchEntity => Error(
                ErrorCode.RequestRejected,
                sentence,
                $"Check that user {caller.User.Name} still exists.",
                action,
                caller
            ),
            ErrorCode.ClockSkewed => Skewed(action, caller),
            ErrorCode.CredentialsInvalid => Error(
                ErrorCode.CredentialsInvalid,
                $"it does not accept the access key {caller.Credentials.AccessKeyId} ({said.TrimEnd('.')}).",
                "Check that the key is active in the IAM console. IAM accepts a new key only after some seconds.",
                action,
                caller
            ),
            ErrorCode.CredentialsExpired => Error(
                ErrorCode.CredentialsExpired,
                "the session has expired.",
                "Run the command again.",
                action,
                caller
            ),
            ErrorCode.Throttled => Error(
                ErrorCode.Throttled,
                $"it throttled the request ({said.TrimEnd('.')}).",
                "Wait a minute and try again.",
                action,
                caller
            ),
            _ => Error(ErrorCode.RequestRejected, sentence, HintOf(caller), action, caller),
        };
    }

    private static string? HintOf(IamCaller caller) =>
        Partitions.IsAwsHost(caller.Endpoint.Url.IdnHost)
            ? null
            : $"Check that {caller.Endpoint} is an IAM endpoint. It comes from endpoint_url, a services section, or "
                + "AWS_ENDPOINT_URL_IAM.";

    private static RoleAssistException Skewed(string action, IamCaller caller) =>
        Error(
            ErrorCode.ClockSkewed,
            $"this machine's clock differs too much from the clock of {ServiceOf(caller)}.",
            "Synchronize the clock with a time server.",
            action,
            caller
        );

    private static string ServiceOf(IamCaller caller) => $"the IAM at {caller.Endpoint}";

    private static RoleAssistException Error(
        ErrorCode code,
        string what,
        string? hint,
        string action,
        IamCaller caller,
        Exception? cause = null
    ) =>
        new(code, $"AWS could not perform iam:{action} for user {caller.User.Name}: {what}", hint, cause)
        {
            Profile = caller.Profile,
        };
}
