using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Federation;

/// <summary>
/// getSigninToken: exchanges temporary credentials for a token that signs a browser in
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html). AWS answers what
/// it refuses with 400; its words are not known (?).
/// </summary>
internal sealed class SignInTokens(AccountDirectory directory, SessionTokens sessions, ConsoleTokens tokens)
{
    private const int ShortestSeconds = 900;
    private const int LongestSeconds = 43200;

    /// <summary>Gets the unverified access key ID of a request, for the call log; null if there is none.</summary>
    public static string? ClaimedKey(string? sessionJson)
    {
        try
        {
            return sessionJson is null ? null : Read(sessionJson).SessionId;
        }
        catch (ServiceException)
        {
            return null;
        }
    }

    /// <param name="sessionJson">The parameter <c>Session</c>.</param>
    /// <param name="duration">The parameter <c>SessionDuration</c>; null for as long as the credentials.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ServiceException">The credentials or the duration are refused.</exception>
    public SignInTokenAnswer Issue(string? sessionJson, string? duration, DateTimeOffset now)
    {
        var session = Authenticate(Read(sessionJson), now);
        var caller =
            directory.CallerOf(session) ?? throw Refused("The user or role of the credentials does not exist.");

        // Whether the credentials of "aws login" work here is not documented (?). A user's other sessions do not.
        if (session.IsOfUser)
        {
            throw Refused("Credentials of GetSessionToken cannot sign in to the console. Use a role.");
        }

        var expiration = duration is null ? session.Expiration : now.AddSeconds(Seconds(duration, session));
        return new SignInTokenAnswer(
            tokens.IssueSignInToken(
                new ConsoleSession(caller.Account, caller.Arn, caller.PrincipalArn, expiration, session.GrantsNothing),
                now
            )
        );
    }

    private Session Authenticate(FederationCredentials credentials, DateTimeOffset now)
    {
        if (credentials is not { SessionId: { } id, SessionKey: { } key })
        {
            throw Refused("Session must have sessionId, sessionKey and sessionToken.");
        }

        if (credentials.SessionToken is not { Length: > 0 } token)
        {
            throw Refused("Long-lived keys cannot sign in to the console.");
        }

        if (
            !sessions.TryOpen(token, id, out var session, out var secret)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(key))
        )
        {
            throw Refused("The credentials are not valid.");
        }

        return now < session.Expiration ? session : throw Refused("The credentials have expired.");
    }

    /// <summary>
    /// Reads a duration. A role that was assumed with another session, as after GetSessionToken, cannot have one, and
    /// neither can a session of GetFederationToken, which has its own.
    /// </summary>
    private static int Seconds(string text, Session session) =>
        session.IsChained ? throw Refused("SessionDuration is not allowed for a role that was assumed with a session.")
        : session.FederatedName is not null
            ? throw Refused("SessionDuration is not allowed for credentials of GetFederationToken.")
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= ShortestSeconds and <= LongestSeconds
            ? seconds
        : throw Refused("SessionDuration must be a number from 900 to 43200.");

    private static FederationCredentials Read(string? json)
    {
        try
        {
            return JsonSerializer.Deserialize(json ?? "null", FederationJsonContext.CamelCase.FederationCredentials)
                ?? throw Refused("The parameter Session is missing.");
        }
        catch (JsonException)
        {
            throw Refused("Session must be JSON.");
        }
    }

    private static ServiceException Refused(string message) => new(400, "Bad request", message);
}
