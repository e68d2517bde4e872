using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Pages;
using RoleAssist.Sandbox.Query;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Federation;

/// <summary>
/// The federation endpoint of the console: programs exchange credentials for a sign-in token, browsers present it.
/// </summary>
internal sealed class FederationService(SignInTokens signInTokens, ConsoleTokens tokens) : PageService
{
    private const string Path = "/federation";
    private const string LogoutPath = "/oauth";
    private const string GetSigninToken = "getSigninToken";
    private const string Login = "login";
    private const string Logout = "logout";
    private static readonly string[] Secrets = ["Session", "SigninToken"];

    public override bool Serves(SignableRequest request) => request.Path is Path or LogoutPath;

    public override ClaimedCall Claimed(SignableRequest request)
    {
        var action = QueryProtocol.Claimed(request, "Action");
        return new ClaimedCall(action, SignInTokens.ClaimedKey(QueryProtocol.Claimed(request, "Session")))
        {
            HasSecretInUrl = action is not Login && HasSecret(request.Query),
        };
    }

    protected override ServiceAnswer AnswerPage(SignableRequest request, string origin, DateTimeOffset now)
    {
        if (request.Method is not ("GET" or "POST"))
        {
            throw WrongMethod();
        }

        var parameters = QueryParameters.Parse(request);
        return (request.Path, parameters["Action"]) switch
        {
            (Path, GetSigninToken) => JsonAnswer.Create(
                200,
                signInTokens.Issue(parameters["Session"], parameters["SessionDuration"], now),
                FederationJsonContext.CamelCase.SignInTokenAnswer
            ),
            (Path, Login) => SignIn(parameters, origin, now),
            (LogoutPath, Logout) => SignOut(parameters["redirect_uri"], origin),
            _ => throw new ServiceException(400, "Bad request", "The parameter Action is missing or unknown."),
        };
    }

    /// <summary>Signs the browser in, and sends it on to the console, but nowhere else.</summary>
    private ServiceAnswer SignIn(QueryParameters parameters, string origin, DateTimeOffset now)
    {
        var destination = ConsoleAddress.Read(parameters["Destination"], origin);
        var session =
            tokens.OpenSignInToken(parameters["SigninToken"] ?? "", now)
            ?? throw new ServiceException(
                400,
                "This sign-in link is not valid",
                "Its token is wrong, or older than 15 minutes. Open the console again in the program that made the link."
            );
        var answer = Page.Redirect(destination);
        return answer with { Headers = [.. answer.Headers, ConsoleCookie.Set(tokens.IssueCookie(session))] };
    }

    /// <summary>Signs the browser out, and then may sign it in with another token.</summary>
    private static ServiceAnswer SignOut(string? next, string origin)
    {
        var answer =
            next is null ? Page.Create(200, "Signed out", Html.Of($"<p>You can close this window.</p>"))
            : next.StartsWith($"{origin}{Path}?", StringComparison.Ordinal)
                ? Page.Redirect(ConsoleAddress.Printable(next))
            : Page.Redirect(ConsoleAddress.Read(next, origin));
        return answer with { Headers = [.. answer.Headers, ConsoleCookie.Delete] };
    }

    private static bool HasSecret(string query) =>
        query.Split('&').Any(part => Secrets.Contains(UriEncoding.DecodeText(part.Split('=')[0], plusIsSpace: true)));
}
