using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Accounts;

/// <summary>
/// Translates the refusals of Organizations
/// (https://docs.aws.amazon.com/organizations/latest/APIReference/CommonErrors.html).
/// </summary>
internal static class OrganizationsErrors
{
    public static RoleAssistException Refused(OrganizationsCaller caller, string action, HttpAnswer answer)
    {
        var fields = JsonFields.Parse(answer.Body);

        // JSON services may put a namespace before the code (AWS JSON 1.1 protocol of Smithy).
        var code = fields?.Text("__type")?.Split('#')[^1];
        var message = DisplayText.FromServer(fields?.Text("message") ?? "");
        var said = message is "" ? "" : $" (\"{message}\")";
        return RefusalCodes.Meaning(code, message) switch
        {
            _ when answer.IsServerFault => Error(
                caller,
                action,
                ErrorCode.ServiceUnavailable,
                $"the service failed with an internal error ({(int)answer.Status})",
                "Try again in a moment."
            ),
            _ when code is null => Invalid(caller, action),
            ErrorCode.AccessDenied => Error(
                caller,
                action,
                ErrorCode.AccessDenied,
                $"AWS denied it{said}",
                "Use a profile of the organization's management account, or of a delegated administrator, whose policy "
                    + $"allows organizations:{action}."
            ),
            ErrorCode.RequestRejected when code is "AWSOrganizationsNotInUseException" => Error(
                caller,
                action,
                ErrorCode.RequestRejected,
                "its account belongs to no organization",
                "Use a profile of the organization's management account."
            ),
            ErrorCode.Throttled => Error(
                caller,
                action,
                ErrorCode.Throttled,
                "AWS throttled the request",
                "Wait a minute and try again."
            ),
            ErrorCode.CredentialsInvalid => Error(
                caller,
                action,
                ErrorCode.CredentialsInvalid,
                $"AWS does not accept its credentials{said}",
                "Check the credentials of the profile."
            ),
            ErrorCode.ClockSkewed => Error(
                caller,
                action,
                ErrorCode.ClockSkewed,
                "this machine's clock differs too much from the clock of AWS",
                "Synchronize the clock with a time server."
            ),
            ErrorCode.CredentialsExpired => Error(
                caller,
                action,
                ErrorCode.CredentialsExpired,
                "its session has expired",
                "Run the command again."
            ),
            _ => Error(caller, action, ErrorCode.RequestRejected, $"AWS refused it{said}", null),
        };
    }

    /// <summary>Creates the error for an answer that Organizations would not send.</summary>
    public static RoleAssistException Invalid(OrganizationsCaller caller, string action) =>
        Error(
            caller,
            action,
            ErrorCode.ServiceUnavailable,
            $"{caller.Endpoint} did not send a valid answer",
            "Check the endpoint, and that no proxy or login page answers in its place."
        );

    public static RoleAssistException? Translate(OrganizationsCaller caller, string action, Exception fault) =>
        fault as RoleAssistException
        ?? (
            ConnectionFault.FromException(fault) is { } broken
                ? Error(caller, action, broken.Code, broken.Says("Organizations"), broken.Hint, fault)
                : null
        );

    private static RoleAssistException Error(
        OrganizationsCaller caller,
        string action,
        ErrorCode code,
        string what,
        string? hint,
        Exception? cause = null
    ) =>
        new(code, $"Could not list the organization of profile '{caller.Profile}' ({action}): {what}.", hint, cause)
        {
            Profile = caller.Profile,
        };
}
