using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Http;

namespace RoleAssist.Sandbox.Pages;

/// <summary>
/// Creates the pages that a person sees in a browser. They have no script, no picture and nothing from elsewhere, cannot
/// be framed, are not stored, and do not tell the next site where the browser comes from.
/// </summary>
internal static class Page
{
    private const string Flag =
        "RoleAssist sandbox: this page comes from a program on your machine. It is not AWS, and nothing here is real.";

    /// <param name="status">The HTTP status.</param>
    /// <param name="title">The title and heading, as plain text.</param>
    /// <param name="body">What follows the heading.</param>
    /// <param name="formTarget">
    /// Where the answer to the page's form may redirect to, besides the sandbox: an origin; null if nowhere.
    /// </param>
    public static ServiceAnswer Create(int status, string title, Html body, string? formTarget = null) =>
        new(
            status,
            "text/html; charset=utf-8",
            Html.Of(
                $"""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{title} - RoleAssist sandbox</title>
                <link rel="icon" href="data:,">
                <style>{new Html(PageStyle.Text)}</style>
                </head>
                <body>
                <main>
                <div class="flag">{Flag}</div>
                <div class="body">
                <h1>{title}</h1>
                {body}
                </div>
                </main>
                </body>
                </html>

                """
            ).Text
        )
        {
            Headers = [.. HeadersFor(formTarget)],
        };

    /// <summary>Creates the page that says why a request was refused.</summary>
    public static ServiceAnswer Refused(ServiceException refused) =>
        Create(refused.Status, refused.Code, Html.Of($"<p>{refused.Message}</p>"));

    /// <summary>Creates the answer that sends the browser elsewhere.</summary>
    public static ServiceAnswer Redirect(string location) =>
        new(302, "text/plain; charset=utf-8", "")
        {
            Headers = [new("Location", location), .. HeadersFor(formTarget: null)],
        };

    /// <summary>Creates a list of names and values.</summary>
    public static Html Facts(params IEnumerable<(string Name, string Value)> facts) =>
        Html.Of($"<dl>{Html.Join(facts.Select(fact => Html.Of($"<dt>{fact.Name}</dt><dd>{fact.Value}</dd>")))}</dl>");

    private static IEnumerable<KeyValuePair<string, string>> HeadersFor(string? formTarget) =>
        [
            new(
                "Content-Security-Policy",
                $"default-src 'none'; style-src {PageStyle.Source}; img-src data:; base-uri 'none'; "
                    + $"frame-ancestors 'none'; form-action 'self'{(formTarget is null ? "" : " " + formTarget)}"
            ),
            new("Cache-Control", "no-store"),
            new("Referrer-Policy", "no-referrer"),
            new("X-Content-Type-Options", "nosniff"),
            new("X-Frame-Options", "DENY"),
            new("Cross-Origin-Opener-Policy", "same-origin"),
        ];
}
