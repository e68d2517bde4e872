using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Iam;

/// <summary>
/// The permissions in IAM: every user has AWS' policy for managing one's own access keys
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_credentials_console.html), roles
/// have none.
/// </summary>
internal static class UserPolicy
{
    /// <summary>Gets the user whose keys a call is about, if the caller may make it.</summary>
    /// <remarks>
    /// IAM finds out an omitted user name only from a long-term key. For a session of GetSessionToken the resource is
    /// "user null", which no policy for one's own keys allows (https://github.com/99designs/aws-vault/issues/190).
    /// </remarks>
    public static User RequireOwnKeys(Caller caller, string action, string? userName)
    {
        RequireName(caller, userName);
        var name = userName ?? (caller.Session is null ? caller.User?.Name : null);
        return caller.User is { } user && user.Name == name && HasRequiredMfa(user, caller)
            ? user
            : throw Denied(caller, action, $"user {name ?? "null"}");
    }

    /// <summary>Gets the caller's user. Reading it requires no MFA, and sessions can omit its name.</summary>
    public static User RequireSelf(Caller caller, string action, string? userName)
    {
        RequireName(caller, userName);
        return caller.User is { } user && user.Name == (userName ?? user.Name)
            ? user
            : throw Denied(caller, action, $"user {userName}");
    }

    public static ServiceException Denied(Caller caller, string action, string resource) =>
        new(
            403,
            "AccessDenied",
            $"User: {caller.Arn} is not authorized to perform: iam:{action} on resource: {resource} "
                + $"because no identity-based policy allows the iam:{action} action"
        );

    public static bool HasRequiredMfa(User user, Caller caller) =>
        !user.KeysRequireMfa || caller.Session?.MfaAuthenticated == true;

    private static void RequireName(Caller caller, string? userName)
    {
        if (caller.User is null && userName is null)
        {
            throw new ServiceException(
                400,
                "ValidationError",
                "Must specify userName when calling with non-User credentials"
            );
        }
    }
}
