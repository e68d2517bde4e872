namespace RoleAssist.Core.Console;

/// <summary>
/// How a session's credentials were obtained, which decides whether the console may last longer than they do
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html, parameter
/// SessionDuration).
/// </summary>
public enum ConsoleRule
{
    /// <summary>A role that a user's long-lived key has assumed.</summary>
    Direct,

    /// <summary>A role of IAM Identity Center.</summary>
    Sso,

    /// <summary>A role that another role's session has assumed.</summary>
    Chained,

    /// <summary>A role that a user's session with MFA has assumed.</summary>
    Primed,

    /// <summary>A user without a role.</summary>
    FederatedUser,

    /// <summary>Unknown here: the credentials come from another program, process or service.</summary>
    Unknown,
}
