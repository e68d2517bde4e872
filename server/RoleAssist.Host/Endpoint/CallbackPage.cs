using System.Net;
using System.Security.Cryptography;
using System.Text;
using RoleAssist.Core.Security;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Host.Endpoint;

/// <summary>What the browser shows in the end. The page loads nothing and runs nothing.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Text">What to do next.</param>
internal sealed record CallbackPage(string Title, string Text)
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:20vh auto;padding:0 1em;color:#222;background:#fff}"
        + "h1{font-size:1.4em}@media(prefers-color-scheme:dark){body{color:#ddd;background:#1e1e1e}}";

    /// <summary>Allows the page's own style and nothing else.</summary>
    public static string SecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static CallbackPage NotHere { get; } =
        new("Nothing to see here", "RoleAssist waits at this address for a sign-in.");

    public static CallbackPage OtherSignIn { get; } =
        new(
            "Not the sign-in that RoleAssist waits for",
            "The request was ignored. If you started several sign-ins, finish the latest one."
        );

    public static CallbackPage UsedAlready { get; } =
        new("This sign-in was finished already", "You can close this window.");

    /// <summary>Gets the document.</summary>
    public string Html =>
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        + $"content=\"width=device-width\"><title>RoleAssist</title><style>{Style}</style></head><body>"
        + $"<h1>{WebUtility.HtmlEncode(Title)}</h1><p>{WebUtility.HtmlEncode(Text)}</p></body></html>";

    /// <summary>Returns the page for the right answer. Whether the code can be redeemed is not known yet.</summary>
    public static CallbackPage Of(CallbackAnswer answer) =>
        answer.Code is not null
            ? new CallbackPage(
                "RoleAssist has received your sign-in",
                "You can close this window and return to where you started."
            )
            : new CallbackPage(
                "You are not signed in",
                $"The service says: {DisplayText.FromServer(answer.ErrorDescription ?? answer.Error!)}. Close this window "
                    + "and start again."
            );
}
