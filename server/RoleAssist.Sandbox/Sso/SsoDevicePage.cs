using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Pages;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Sso;

/// <summary>The page on which a person types the code that a program shows (RFC 8628 section 3.3).</summary>
internal sealed class SsoDevicePage(DeviceAuthorizations devices, Assignments assignments, byte[] sealingKey)
    : PageService
{
    public const string Path = "/device";

    private const string UserCode = "user_code";

    private readonly ApprovalForms _forms = new(sealingKey, "sso device");

    public override bool Serves(SignableRequest request) => request.Path == Path;

    public override ClaimedCall Claimed(SignableRequest request) =>
        new(request.Method == "POST" ? "AnswerDevice" : "Device", AccessKeyId: null);

    protected override ServiceAnswer AnswerPage(SignableRequest request, string origin, DateTimeOffset now) =>
        request.Method switch
        {
            "GET" => PageFields.OfQuery(request)[UserCode] is { } code ? Ask(code, request.Query, now) : AskForCode(),
            "POST" => Decide(_forms.Read(request, now), now),
            _ => throw WrongMethod(),
        };

    private static ServiceAnswer AskForCode() =>
        Page.Create(
            200,
            "Enter the code of your program",
            Html.Of(
                $"""
                <form method="get" action="{Path}">
                <label>Code <input type="text" name="{UserCode}" autocomplete="off" autofocus required maxlength="16"></label>
                <div class="buttons"><button class="main" type="submit">Continue</button></div>
                </form>
                """
            )
        );

    private ServiceAnswer Ask(string code, string query, DateTimeOffset now)
    {
        var device = Find(code, now);
        return Page.Create(
            200,
            $"Allow {device.Client.Metadata.Name} to sign in?",
            Html.Of(
                $"""
                <p>Your program must show this code:</p>
                <span class="code">{device.UserCode}</span>
                {Page.Facts(
                    ("Program", device.Client.Metadata.Name),
                    ("You", assignments.UserName),
                    ("Permissions", string.Join(' ', device.Client.Metadata.Scopes))
                )}
                <p class="soft">Approve only if you started this yourself. If somebody sent you this link, deny it.</p>
                {_forms.Create(Path, query, Html.Empty, now)}
                """
            )
        );
    }

    private ServiceAnswer Decide(FormAnswer answer, DateTimeOffset now)
    {
        var device = Find(PageFields.OfQuery(answer.Query).Required(UserCode), now);
        if (!device.TryDecide(answer.IsApproved ? DeviceDecision.Approved : DeviceDecision.Denied))
        {
            throw new ServiceException(409, "Decided already", "Somebody has answered this code before.");
        }

        return Page.Create(
            200,
            answer.IsApproved ? "Approved" : "Denied",
            answer.IsApproved
                ? Html.Of($"<p>{device.Client.Metadata.Name} is signed in. You can close this window.</p>")
                : Html.Of($"<p>{device.Client.Metadata.Name} is not signed in. You can close this window.</p>")
        );
    }

    private DeviceAuthorization Find(string code, DateTimeOffset now) =>
        devices.ByUserCode(code) is { } device && now < device.Expiration
            ? device
            : throw new ServiceException(404, "Unknown code", "The code is wrong, or it has expired.");
}
