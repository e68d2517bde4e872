using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Pages;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// The page on which a person lets a program sign in, which then gets a code at an address of this machine (RFC 8252).
/// </summary>
internal sealed class SsoAuthorizePage(
    SsoTokens tokens,
    AuthorizationCodes codes,
    Assignments assignments,
    byte[] sealingKey
) : PageService
{
    private const string Path = "/authorize";

    private readonly ApprovalForms _forms = new(sealingKey, "sso authorize");

    public override bool Serves(SignableRequest request) => request.Path == Path;

    public override ClaimedCall Claimed(SignableRequest request) =>
        new(request.Method == "POST" ? "AnswerAuthorize" : "Authorize", AccessKeyId: null);

    protected override ServiceAnswer AnswerPage(SignableRequest request, string origin, DateTimeOffset now)
    {
        switch (request.Method)
        {
            case "GET":
                var asked = AuthorizeRequest.Read(PageFields.OfQuery(request), tokens, now);
                return asked.Problem is { } problem ? Back(asked, problem)
                    : PageFields.OfQuery(request).Has("deny") ? Back(asked, Denied)
                    : Ask(asked, request.Query, now);
            case "POST":
                var answer = _forms.Read(request, now);
                var answered = AuthorizeRequest.Read(PageFields.OfQuery(answer.Query), tokens, now);
                return answered.Problem is { } wrong ? Back(answered, wrong)
                    : answer.IsApproved ? Approved(answered, now)
                    : Back(answered, Denied);
            default:
                throw WrongMethod();
        }
    }

    private static OidcError Denied { get; } = new("access_denied", "The person denied the request.");

    private ServiceAnswer Ask(AuthorizeRequest asked, string query, DateTimeOffset now) =>
        Page.Create(
            200,
            $"Allow {asked.Client.Metadata.Name} to sign in?",
            Html.Of(
                $"""
                <p>It gets access to your accounts in the sandbox's IAM Identity Center until you sign out.</p>
                {Page.Facts(
                    ("Program", asked.Client.Metadata.Name),
                    ("You", assignments.UserName),
                    ("Permissions", string.Join(' ', asked.Client.Metadata.Scopes)),
                    ("Answer goes to", asked.RedirectUri)
                )}
                <p class="soft">Approve only if you started this yourself.</p>
                {_forms.Create(Path, query, Html.Empty, now)}
                """
            ),
            RedirectUris.OriginOf(asked.RedirectUri)
        );

    private ServiceAnswer Approved(AuthorizeRequest asked, DateTimeOffset now) =>
        Page.Redirect(
            $"{asked.RedirectUri}?code={codes.Issue(asked.Client.Id, asked.RedirectUri, asked.Challenge, now)}"
                + $"&state={Uri.EscapeDataString(asked.State)}"
        );

    private static ServiceAnswer Back(AuthorizeRequest asked, OidcError error) =>
        Page.Redirect(
            $"{asked.RedirectUri}?error={error.Error}&error_description={Uri.EscapeDataString(error.ErrorDescription)}"
                + $"&state={Uri.EscapeDataString(asked.State)}"
        );
}
