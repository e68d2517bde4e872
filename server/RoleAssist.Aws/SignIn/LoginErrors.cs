using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.SignIn;

/// <summary>Says why a console login yields no credentials.</summary>
internal static class LoginErrors
{
    /// <summary>The managed policy with what a user needs to sign in for programs.</summary>
    private const string Policy = "SignInLocalDevelopmentAccess";

    /// <summary>Creates the error that asks for a sign-in.</summary>
    /// <param name="what">The rest of a sentence about the login.</param>
    /// <param name="more">What else to know, after the command.</param>
    public static RoleAssistException Required(LoginSource source, string what, string more = "") =>
        new(
            ErrorCode.LoginRequired,
            $"Profile '{source.Profile}' needs a sign-in: the console login of {source.LoginSession} {what}.",
            $"Sign in with: roleassist login {Quoted(source.Profile ?? "default")}{more}"
        )
        {
            Profile = source.Profile,
        };

    public static RoleAssistException Missing(LoginSource source, string path) =>
        Required(source, $"is not on this machine (there is no {path})");

    public static RoleAssistException Incomplete(LoginSource source, string path, string field) =>
        Required(source, $"cannot be used: {path} has no valid {field}");

    public static RoleAssistException Expired(LoginSource source, DateTimeOffset at) =>
        Required(source, $"expired at {IsoTime.Format(at)} and cannot be renewed");

    /// <summary>Translates a refusal.</summary>
    /// <param name="regions">The regions that have refused.</param>
    public static RoleAssistException Refused(
        LoginSource source,
        SigninRefusal refusal,
        IReadOnlyList<string> regions
    ) =>
        refusal switch
        {
            SigninRefusal.TokenExpired => Required(source, "has ended: it lasts 12 hours at most"),
            SigninRefusal.CredentialsChanged => Required(
                source,
                "has ended, because the password or other credentials of this identity have changed since"
            ),
            SigninRefusal.CodeExpired => Required(source, "was not completed in time"),
            SigninRefusal.InsufficientPermissions => new RoleAssistException(
                ErrorCode.AccessDenied,
                $"AWS denies {source.LoginSession} credentials for programs: it may not call "
                    + "signin:CreateOAuth2Token.",
                $"Ask an administrator for the managed policy {Policy}."
            )
            {
                Profile = source.Profile,
            },
            _ => Required(
                source,
                $"was accepted by AWS Sign-In in none of the regions that were asked: {string.Join(", ", regions)}",
                ". If you sign in with the AWS CLI in another region, add that region to the profile."
            ),
        };

    private static string Quoted(string name) =>
        name.All(character =>
            char.IsLetterOrDigit(character) || "-_./@+=:".Contains(character, StringComparison.Ordinal)
        )
            ? name
            : $"\"{name}\"";
}
