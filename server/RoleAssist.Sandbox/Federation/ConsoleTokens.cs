using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Federation;

/// <summary>Issues and opens the sign-in tokens of the console, and the cookie of a console that is signed in.</summary>
internal sealed class ConsoleTokens(byte[] sealingKey)
{
    /// <summary>
    /// How long a sign-in token is good
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html). Whether it is
    /// good more than once is not documented (?); here it is.
    /// </summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly Sealer _signInTokens = new(sealingKey, "console sign-in token");
    private readonly Sealer _cookies = new(sealingKey, "console cookie");

    public string IssueSignInToken(ConsoleSession session, DateTimeOffset now) =>
        _signInTokens.SealForUrl(
            new ConsoleTicket(session, now + Lifetime),
            FederationJsonContext.CamelCase.ConsoleTicket
        );

    /// <summary>Opens a sign-in token; returns null if it is none of this sandbox, or too old.</summary>
    public ConsoleSession? OpenSignInToken(string token, DateTimeOffset now) =>
        _signInTokens.OpenFromUrl(token, FederationJsonContext.CamelCase.ConsoleTicket) is { } ticket
        && now < ticket.Expiration
            ? ticket.Session
            : null;

    public string IssueCookie(ConsoleSession session) =>
        _cookies.SealForUrl(session, FederationJsonContext.CamelCase.ConsoleSession);

    /// <summary>Opens a cookie; returns null if it is none of this sandbox, or if the session has ended.</summary>
    public ConsoleSession? OpenCookie(string cookie, DateTimeOffset now) =>
        _cookies.OpenFromUrl(cookie, FederationJsonContext.CamelCase.ConsoleSession) is { } session
        && now < session.Expiration
            ? session
            : null;
}

/// <summary>Who is signed in to the console, and until when.</summary>
/// <param name="GrantsNothing">Whether nothing is allowed, because the session has no policy.</param>
internal sealed record ConsoleSession(
    string Account,
    string Arn,
    string PrincipalArn,
    DateTimeOffset Expiration,
    bool GrantsNothing
);

/// <summary>The content of a sign-in token.</summary>
internal sealed record ConsoleTicket(ConsoleSession Session, DateTimeOffset Expiration);

/// <summary>The response of getSigninToken.</summary>
internal sealed record SignInTokenAnswer([property: JsonPropertyName("SigninToken")] string SignInToken);

/// <summary>The credentials that getSigninToken takes.</summary>
internal sealed record FederationCredentials(string? SessionId, string? SessionKey, string? SessionToken);

/// <summary>The JSON of federation.</summary>
[JsonSerializable(typeof(ConsoleSession))]
[JsonSerializable(typeof(ConsoleTicket))]
[JsonSerializable(typeof(SignInTokenAnswer))]
[JsonSerializable(typeof(FederationCredentials))]
internal sealed partial class FederationJsonContext : JsonSerializerContext
{
    public static FederationJsonContext CamelCase { get; } = new(ServiceJson.CamelCase());
}
