using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Pages;

namespace RoleAssist.Sandbox.SignIn;

/// <summary>What a program asks for in a browser. It is told nothing unless its address is right.</summary>
/// <param name="IsOnOtherDevice">Whether the person copies the code, because the program cannot be reached.</param>
/// <param name="Problem">What the program is told instead; null if all is well.</param>
internal sealed partial record SignInRequest(
    string ClientId,
    string RedirectUri,
    string State,
    string Challenge,
    bool IsOnOtherDevice,
    string? Problem
)
{
    private const string SameDevice = "arn:aws:signin:::devtools/same-device";
    private const string CrossDevice = "arn:aws:signin:::devtools/cross-device";
    private const int LongestState = 2048;

    /// <exception cref="ServiceException">The client, the address or the state is wrong.</exception>
    public static SignInRequest Read(PageFields query, string confirmation)
    {
        var clientId = query.Required("client_id");
        var redirectUri = query.Required("redirect_uri");
        var isKnown = clientId switch
        {
            SameDevice => Callback().IsMatch(redirectUri),
            CrossDevice => redirectUri == confirmation,
            _ => throw PageFields.Wrong("The program is not known."),
        };
        if (!isKnown)
        {
            throw PageFields.Wrong("The program may not send the answer to this address.");
        }

        var state = query.Required("state");
        return state.Length <= LongestState
            ? new SignInRequest(
                clientId,
                redirectUri,
                state,
                query["code_challenge"] ?? "",
                clientId == CrossDevice,
                ProblemOf(query)
            )
            : throw PageFields.Wrong("The parameter state is too long.");
    }

    /// <summary>The method is called SHA-256 here, and S256 everywhere else.</summary>
    private static string? ProblemOf(PageFields query) =>
        query["response_type"] != "code" ? "response_type must be code."
        : query["scope"] != "openid" ? "scope must be openid."
        : query["code_challenge_method"] != "SHA-256" ? "code_challenge_method must be SHA-256."
        : !Sha256().IsMatch(query["code_challenge"] ?? "") ? "code_challenge must be a SHA-256 in Base64 for URLs."
        : null;

    [GeneratedRegex(@"^http://127\.0\.0\.1:[1-9][0-9]{0,4}/oauth/callback\z")]
    private static partial Regex Callback();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{43}\z")]
    private static partial Regex Sha256();
}
