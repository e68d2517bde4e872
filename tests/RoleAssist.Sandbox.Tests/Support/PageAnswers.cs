using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Tests.Support;

/// <summary>Sends what a browser sends, and reads pages as a person would.</summary>
internal static partial class PageAnswers
{
    public const string Origin = "http://127.0.0.1:4566";

    public static SignableRequest Get(string target, params IEnumerable<KeyValuePair<string, string>> headers) =>
        SignableRequest.Create("GET", target, [new("Host", "127.0.0.1:4566"), .. headers], []);

    public static SignableRequest PostForm(
        string target,
        string form,
        params IEnumerable<KeyValuePair<string, string>> headers
    ) =>
        SignableRequest.Create(
            "POST",
            target,
            [new("Host", "127.0.0.1:4566"), new("Content-Type", "application/x-www-form-urlencoded"), .. headers],
            Encoding.UTF8.GetBytes(form)
        );

    public static string? Header(this ServiceAnswer answer, string name) =>
        answer.Headers.SingleOrDefault(header => header.Key == name).Value;

    /// <summary>Gets where an answer redirects to, and the parameters that it adds.</summary>
    public static (string Address, IReadOnlyDictionary<string, string> Parameters) Redirect(this ServiceAnswer answer)
    {
        Assert.Equal(302, answer.Status);
        var parts = answer.Header("Location")!.Split('?', 2);
        return (
            parts[0],
            QueryHelpers.ParseQuery(parts[1]).ToDictionary(pair => pair.Key, pair => pair.Value.Single()!)
        );
    }

    /// <summary>Gets the hidden token of the form on a page.</summary>
    public static string FormToken(this ServiceAnswer page)
    {
        Assert.Equal(200, page.Status);
        return FormField().Match(page.Body).Groups["token"].Value;
    }

    /// <summary>Gets the text of a page, without its markup.</summary>
    public static string Text(this ServiceAnswer page) => WebUtility.HtmlDecode(Markup().Replace(page.Body, " "));

    [GeneratedRegex("name=\"form\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormField();

    [GeneratedRegex("<style>[^<]*</style>|<[^>]*>")]
    private static partial Regex Markup();
}
