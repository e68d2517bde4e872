using System.Globalization;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Pages;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Federation;

/// <summary>The console, which has one page: it says who is signed in, and which page AWS would show.</summary>
internal sealed class ConsolePage(ConsoleTokens tokens) : PageService
{
    private const string GoToService = "/go/view";

    public override bool Serves(SignableRequest request) =>
        request.Path == ConsoleAddress.Root
        || request.Path.StartsWith(ConsoleAddress.Root + "/", StringComparison.Ordinal);

    public override ClaimedCall Claimed(SignableRequest request) => new("Console", AccessKeyId: null);

    protected override ServiceAnswer AnswerPage(SignableRequest request, string origin, DateTimeOffset now)
    {
        if (request.Method != "GET")
        {
            throw WrongMethod();
        }

        var session =
            ConsoleCookie.Of(request) is { } cookie && tokens.OpenCookie(cookie, now) is { } opened
                ? opened
                : throw new ServiceException(
                    403,
                    "You are not signed in",
                    "Open the console with RoleAssist. If you did, its session has ended."
                );
        var query = PageFields.OfQuery(request);
        var path = request.Path[ConsoleAddress.Root.Length..];
        return Page.Create(
            200,
            "Console",
            Html.Of(
                $"""
                <p>You are signed in to the sandbox's console. At AWS, you would now see the page of the service.</p>
                {Page.Facts(
                    ("Account", session.Account),
                    ("Signed in as", session.Arn),
                    ("Role or user", session.PrincipalArn),
                    ("Service", ServiceOf(path, query)),
                    ("Region", query["region"] ?? "none"),
                    ("Page", request.Query.Length == 0 ? path : $"{path}?{request.Query}"),
                    ("Until", UntilText(session.Expiration)),
                    ("Permissions", session.GrantsNothing ? "none: the session has no policy" : "those of the role or policy")
                )}
                """
            )
        );
    }

    /// <summary>Gets the service from <c>/ec2/home</c> or <c>/go/view?service=ec2</c>.</summary>
    private static string ServiceOf(string path, PageFields query) =>
        path == GoToService
            ? query["service"] ?? "none"
            : path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
            {
                [] or ["home", ..] => "console",
                [var service, ..] => Uri.UnescapeDataString(service),
            };

    private static string UntilText(DateTimeOffset end) =>
        end.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
