using RoleAssist.Aws.Http;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Console;

/// <summary>
/// Describes a call to the federation endpoint in messages. What it answers to a refusal is a page, so that only its
/// status counts.
/// </summary>
internal sealed record FederationCall(string Profile, ServiceEndpoint Endpoint)
{
    private string Service => $"the sign-in at {Endpoint}";

    /// <summary>The endpoint does not say what it dislikes.</summary>
    public RoleAssistException Refused(bool hasDuration) =>
        Error(
            ErrorCode.RequestRejected,
            $"{Service} does not accept the credentials{(hasDuration ? " with this duration" : "")}",
            hasDuration
                ? "Leave out the duration. AWS allows it for roles only that a user's long-lived key or IAM Identity "
                    + "Center gives, and not above the role's own maximum."
                : "The console takes the credentials of a role or a federated user, not those of GetSessionToken. If "
                    + "they are a role's, assume it again."
        );

    public RoleAssistException Denied(int status) =>
        Error(
            ErrorCode.AccessDenied,
            $"{Service} denied the credentials (status {status})",
            "Assume the role again. Their session may have been revoked, or its policies limit where it is used."
        );

    public RoleAssistException Throttled() =>
        Error(ErrorCode.Throttled, $"{Service} throttled the request", "Wait a minute and try again.");

    /// <summary>Creates the error for a response that does not come from the federation endpoint.</summary>
    public RoleAssistException InvalidResponse(string what) =>
        Error(
            ErrorCode.ServiceUnavailable,
            $"{Service} {what}",
            "Check the endpoint, and that no proxy or login page answers in its place."
        );

    public RoleAssistException? Translate(Exception fault) =>
        fault as RoleAssistException
        ?? (
            ConnectionFault.FromException(fault) is { } broken
                ? Error(broken.Code, broken.Says(Service), broken.Hint, fault)
                : null
        );

    private RoleAssistException Error(ErrorCode code, string what, string hint, Exception? cause = null) =>
        new(code, $"Could not sign in to the console for profile '{Profile}': {what}.", hint, cause)
        {
            Profile = Profile,
        };
}
