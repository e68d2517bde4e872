using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.SignIn;

/// <summary>Says why a console login yields no credentials.</summary>
internal static class LoginErrors
{
    /// <summary>The managed policy with what a user needs to sign in for programs.</summary>
    private const string Policy = "SignInLocalDevelopmentAccess";

    /// <summary>Creates the error that asks for a sign-in.</summary>
    /// <param name="what">The rest of a sentence about the login.</param>
    /// <param name="more">What else to do, as a sentence.</param>
    public static RoleAssistException Required(LoginSource source, string what, string? more = null)
    {
        var name = source.Profile ?? ProfileNames.Default;
        return new RoleAssistException(
            ErrorCode.LoginRequired,
            $"Profile '{name}' needs a sign-in: the console login of {source.LoginSession} {what}.",
            more is null ? SignInHint.For(name) : $"{SignInHint.For(name)} {more}"
        )
        {
            Profile = source.Profile,
            SignIn = name,
        };
    }

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
            SigninRefusal.InsufficientPermissions => Denied(source, source.LoginSession),
            _ => Required(
                source,
                $"was accepted by AWS Sign-In in none of the regions that were asked: {string.Join(", ", regions)}",
                "If you sign in with the AWS CLI in another region, add that region to the profile."
            ),
        };

    /// <summary>Translates a refusal to exchange the code of a sign-in.</summary>
    public static RoleAssistException SignInRefused(LoginSource source, SigninRefusal refusal) =>
        refusal switch
        {
            SigninRefusal.InsufficientPermissions => Denied(source, "The identity that has signed in"),
            SigninRefusal.CodeExpired or SigninRefusal.TokenExpired => Failed(
                ErrorCode.LoginRequired,
                source,
                "its code was used too late",
                "Start it again, and finish it within a few minutes."
            ),
            _ => Failed(
                ErrorCode.RequestRejected,
                source,
                "AWS Sign-In does not accept its code",
                "Start it again. If that fails too, check the region and the endpoint of the profile."
            ),
        };

    /// <summary>Translates the browser's answer that the user, or AWS, did not allow the sign-in.</summary>
    public static RoleAssistException NotAllowed(SignInTarget target, CallbackAnswer answer) =>
        Failed(
            ErrorCode.AccessDenied,
            (LoginSource)target.Source,
            answer.Error == "access_denied" && answer.ErrorDescription is null
                ? "it was refused in the browser"
                : $"AWS Sign-In said \"{DisplayText.FromServer(answer.ErrorDescription ?? answer.Error ?? "")}\"",
            "Start it again, and allow it in the browser. "
                + $"Your administrator must have given you the managed policy {Policy}."
        );

    private static RoleAssistException Denied(LoginSource source, string who) =>
        new(
            ErrorCode.AccessDenied,
            $"{who} may not get credentials for programs from AWS Sign-In (signin:CreateOAuth2Token).",
            $"Ask an administrator for the managed policy {Policy}."
        )
        {
            Profile = source.Profile,
        };

    private static RoleAssistException Failed(ErrorCode code, LoginSource source, string what, string hint) =>
        new(code, $"The sign-in for profile '{source.Profile}' failed: {what}.", hint) { Profile = source.Profile };
}
