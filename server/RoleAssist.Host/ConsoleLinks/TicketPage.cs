using System.Net;
using System.Text;

namespace RoleAssist.Host.ConsoleLinks;

/// <summary>A page for a ticket that does not open the console. It holds no detail: anybody may be looking at it.</summary>
internal static class TicketPage
{
    /// <summary>Nothing is loaded, run, sent or embedded. The style is the page's own.</summary>
    public const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Used { get; } =
        Write(
            "This link has been used already",
            "It opens the console once. If it was not you who used it, end the session and look at roleassist log.",
            "Open the console again in the editor or the terminal."
        );

    public static string Expired { get; } =
        Write(
            "This link has expired",
            "It opens the console for a minute only.",
            "Open the console again in the editor or the terminal."
        );

    public static string Failed { get; } =
        Write(
            "The console could not be opened",
            "The reason is in the terminal, or in the log of the editor.",
            "Then open the console again."
        );

    private static string Write(string title, params string[] sentences)
    {
        var body = new StringBuilder();
        foreach (var sentence in sentences)
        {
            body.Append($"<p>{WebUtility.HtmlEncode(sentence)}</p>");
        }

        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>RoleAssist</title>
            <style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 1rem}h1{font-size:1.4rem}</style>
            </head><body><h1>{{WebUtility.HtmlEncode(title)}}</h1>{{body}}</body></html>
            """;
    }
}
