using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Formats;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Pages;

/// <summary>
/// The form by which a person approves or denies what a program asks for. It carries a sealed token, so that no other
/// site can have a browser approve; a form counts once and for ten minutes. A program, which is no browser and so nobody's
/// victim, may send the query of the page itself in place of the token.
/// </summary>
/// <param name="sealingKey">The key of the sandbox.</param>
/// <param name="page">The name of the page: a form of another page is refused.</param>
internal sealed class ApprovalForms(byte[] sealingKey, string page)
{
    private const string TokenField = "form";
    private const string DecisionField = "decision";
    private const string Approve = "approve";
    private const string Deny = "deny";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly string[] BrowserHeaders = ["Origin", "Referer", "Cookie"];

    private readonly Sealer _tokens = new(sealingKey, "form " + page);
    private readonly SpentValues _spent = new();

    /// <summary>Creates the form.</summary>
    /// <param name="path">The path that the form is sent to.</param>
    /// <param name="query">The query of the page, which the answer is about.</param>
    /// <param name="choices">Fields that the person fills in.</param>
    /// <param name="now">The time.</param>
    public Html Create(string path, string query, Html choices, DateTimeOffset now)
    {
        var token = _tokens.SealForUrl(
            new FormTicket(Guid.NewGuid().ToString(), query, now + Lifetime),
            PagesJsonContext.CamelCase.FormTicket
        );
        return Html.Of(
            $"""
            <form method="post" action="{path}">
            <input type="hidden" name="{TokenField}" value="{token}">
            {choices}
            <div class="buttons">
            <button class="main" type="submit" name="{DecisionField}" value="{Approve}">Approve</button>
            <button type="submit" name="{DecisionField}" value="{Deny}">Deny</button>
            </div>
            </form>
            """
        );
    }

    /// <summary>Reads what was decided about which query.</summary>
    /// <exception cref="ServiceException">The form is not one of this page, too old, or was used before.</exception>
    public FormAnswer Read(SignableRequest request, DateTimeOffset now)
    {
        var form = PageFields.OfForm(request);
        var query = form[TokenField] is { } token ? QueryOf(token, now) : QueryOfProgram(request);
        return new FormAnswer(
            query,
            form[DecisionField] switch
            {
                Approve => true,
                Deny => false,
                _ => throw PageFields.Wrong($"The form must have {DecisionField}={Approve} or {DecisionField}={Deny}."),
            },
            form
        );
    }

    private string QueryOf(string token, DateTimeOffset now) =>
        _tokens.OpenFromUrl(token, PagesJsonContext.CamelCase.FormTicket) is { } ticket && now < ticket.Expiration
            ? _spent.TrySpend(ticket.Id, ticket.Expiration, now)
                ? ticket.Query
                : throw Refused("This page has been answered already.")
            : throw Refused("This page has been open for too long, or it is not a page of this sandbox.");

    private static string QueryOfProgram(SignableRequest request) =>
        request.Headers.Any(header => IsFromBrowser(header.Key))
            ? throw Refused("The form has no token of this sandbox.")
            : request.Query;

    private static bool IsFromBrowser(string header) =>
        BrowserHeaders.Contains(header, StringComparer.OrdinalIgnoreCase)
        || header.StartsWith("Sec-Fetch-", StringComparison.OrdinalIgnoreCase);

    private static ServiceException Refused(string why) =>
        new(403, "Not approved", why + " Start again in the program that asks for it.");
}

/// <summary>What a person answered.</summary>
/// <param name="Query">The query of the page.</param>
internal sealed record FormAnswer(string Query, bool IsApproved, PageFields Fields);

/// <summary>The content of a form's token.</summary>
internal sealed record FormTicket(string Id, string Query, DateTimeOffset Expiration);

/// <summary>The JSON inside the tokens of forms.</summary>
[JsonSerializable(typeof(FormTicket))]
internal sealed partial class PagesJsonContext : JsonSerializerContext
{
    public static PagesJsonContext CamelCase { get; } = new(ServiceJson.CamelCase());
}
