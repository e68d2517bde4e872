using System.Text;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Pages;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.SignIn;

/// <summary>
/// The pages of Sign-In: where a person lets <c>aws login</c> act, and where the text stands that is copied to a program on
/// another machine.
/// </summary>
internal sealed class SignInPage(SignInPeople people, SignInTickets tickets, byte[] sealingKey) : PageService
{
    private const string UserField = "user";

    private readonly ApprovalForms _forms = new(sealingKey, "sign-in");

    public override bool Serves(SignableRequest request) =>
        SignInAddress.Of(request)?.Path is SignInAddress.Authorize or SignInAddress.Confirmation;

    public override ClaimedCall Claimed(SignableRequest request) =>
        new(
            SignInAddress.Of(request)?.Path == SignInAddress.Confirmation ? "SignInConfirmation"
                : request.Method == "POST" ? "AnswerSignIn"
                : "SignIn",
            AccessKeyId: null
        );

    protected override ServiceAnswer AnswerPage(SignableRequest request, string origin, DateTimeOffset now)
    {
        var address = SignInAddress.Of(request)!;
        var confirmation = address.Url(request, SignInAddress.Confirmation);
        switch (request.Method, address.Path)
        {
            case ("GET", SignInAddress.Confirmation):
                return Confirmation(PageFields.OfQuery(request));
            case ("GET", SignInAddress.Authorize):
                var asked = SignInRequest.Read(PageFields.OfQuery(request), confirmation);
                return asked.Problem is { } problem ? Refused(asked, "invalid_request", problem)
                    : PageFields.OfQuery(request).Has("deny") ? Denied(asked)
                    : Ask(asked, address, request.Query, now);
            case ("POST", SignInAddress.Authorize):
                var answer = _forms.Read(request, now);
                var answered = SignInRequest.Read(PageFields.OfQuery(answer.Query), confirmation);
                return answered.Problem is { } wrong ? Refused(answered, "invalid_request", wrong)
                    : answer.IsApproved ? Approved(answered, answer.Fields[UserField], address.Region, now)
                    : Denied(answered);
            default:
                throw WrongMethod();
        }
    }

    private ServiceAnswer Ask(SignInRequest asked, SignInAddress address, string query, DateTimeOffset now) =>
        Page.Create(
            200,
            "Sign in for local development?",
            Html.Of(
                $"""
                <p>A program on {(asked.IsOnOtherDevice ? "another" : "this")} machine asks for your credentials. It gets
                them for up to 12 hours.</p>
                {Page.Facts(
                    ("Region", address.Region),
                    (
                        "Answer goes to",
                        asked.IsOnOtherDevice ? "the next page, where you copy it" : asked.RedirectUri
                    )
                )}
                <p class="soft">Approve only if you started this yourself.</p>
                {_forms.Create(address.Prefix + address.Path, query, Choices(), now)}
                """
            ),
            asked.IsOnOtherDevice ? null : new Uri(asked.RedirectUri).GetLeftPart(UriPartial.Authority)
        );

    private Html Choices() =>
        Html.Of(
            $"""
            <fieldset><legend>Who are you?</legend>
            {Html.Join(people.All.Select((person, index) => Choice(person, isFirst: index == 0)))}
            </fieldset>
            """
        );

    private static Html Choice(SignInPerson person, bool isFirst) =>
        Html.Of(
            $"""
            <label><input type="radio" name="{UserField}" value="{person.Arn}"{new Html(isFirst ? " checked" : "")}>
            {person.Label}</label>
            """
        );

    private ServiceAnswer Approved(SignInRequest asked, string? arn, string region, DateTimeOffset now)
    {
        var person = arn is null
            ? people.All[0]
            : people.Find(arn) ?? throw PageFields.Wrong("Nobody has this ARN here.");
        var code = tickets.Seal(
            new SignInCode(
                Guid.NewGuid(),
                person.Arn,
                region,
                asked.ClientId,
                asked.RedirectUri,
                asked.Challenge,
                now + SignInTickets.CodeLifetime
            )
        );
        return Page.Redirect($"{asked.RedirectUri}?code={code}&state={Uri.EscapeDataString(asked.State)}");
    }

    private static ServiceAnswer Denied(SignInRequest asked) =>
        Refused(asked, "access_denied", "The person denied the request.");

    private static ServiceAnswer Refused(SignInRequest asked, string error, string description) =>
        asked.IsOnOtherDevice
            ? throw new ServiceException(400, "Not signed in", description)
            : Page.Redirect(
                $"{asked.RedirectUri}?error={error}&error_description={Uri.EscapeDataString(description)}"
                    + $"&state={Uri.EscapeDataString(asked.State)}"
            );

    private static ServiceAnswer Confirmation(PageFields query)
    {
        var text =
            $"state={Uri.EscapeDataString(query.Required("state"))}&code={Uri.EscapeDataString(query.Required("code"))}";
        return Page.Create(
            200,
            "Copy this text to your program",
            Html.Of(
                $"""
                <p>Select all of it, and paste it where the program waits for it. It is good once, for five minutes.</p>
                <span class="code">{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}</span>
                <p class="soft">Give it to nobody: whoever has it, and the program that asked for it, can act as you.</p>
                """
            )
        );
    }
}
