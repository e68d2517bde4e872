using System.Buffers.Text;
using System.Text;
using RoleAssist.Aws.Formats;
using RoleAssist.Aws.Signing;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.SignIn;

/// <summary>
/// One sign-in's secrets, the address that the browser opens, and the exchange of the code that comes back
/// (https://docs.aws.amazon.com/signin/latest/APIReference/API_AuthorizeOAuth2Access.html). It is an OAuth flow with
/// PKCE (RFC 7636), whose method AWS spells <c>SHA-256</c>.
/// </summary>
internal sealed class LoginExchange(LoginSource source, string region, string clientId, SigninService signin)
    : IDisposable
{
    /// <summary>The client whose browser runs on the same machine, and answers at a port of it.</summary>
    public const string SameDevice = "arn:aws:signin:::devtools/same-device";

    /// <summary>The client whose browser may run anywhere, and shows a text to bring back.</summary>
    public const string CrossDevice = "arn:aws:signin:::devtools/cross-device";

    private readonly ProofKey _proof = ProofKey.Create();
    private readonly DpopKey _key = DpopKey.Create();

    public string Region => region;

    public ServiceEndpoint Endpoint { get; } = source.Signin.In(region);

    /// <summary>Gets the secret that connects the answer to this sign-in.</summary>
    public string State { get; } = ProofKey.CreateSecret();

    /// <summary>Gets the page that shows a text to bring back.</summary>
    public string ConfirmationPage => At("/v1/sessions/confirmation");

    /// <summary>Returns the address to open in a browser.</summary>
    public string GetAuthorizeUrl(string redirectUri)
    {
        (string Name, string Value)[] query =
        [
            ("response_type", "code"),
            ("client_id", clientId),
            ("state", State),
            ("code_challenge_method", "SHA-256"),
            ("scope", "openid"),
            ("redirect_uri", redirectUri),
            ("code_challenge", _proof.Challenge),
        ];
        return At("/v1/authorize?")
            + string.Join('&', query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
    }

    /// <summary>Exchanges the code for a login.</summary>
    /// <exception cref="RoleAssistException">AWS Sign-In refuses, or does not say who has signed in.</exception>
    public async Task<(string Identity, LoginToken Token)> RedeemAsync(
        string code,
        string redirectUri,
        CancellationToken cancellationToken
    )
    {
        var request = new CreateLoginTokenRequest(clientId, "authorization_code")
        {
            Code = code,
            CodeVerifier = _proof.Verifier,
            RedirectUri = redirectUri,
        };
        var answer = await signin
            .RedeemAsync(source.Profile, Endpoint, request, _key, cancellationToken)
            .ConfigureAwait(false);
        var grant = answer.Grant ?? throw LoginErrors.SignInRefused(source, answer.Refusal!.Value);
        return IdentityIn(grant.IdToken) is { } identity
            ? (identity, LoginToken.Create(grant, identity, clientId, region, _key))
            : throw new RoleAssistException(
                ErrorCode.ServiceUnavailable,
                $"AWS Sign-In at {Endpoint} does not say who has signed in.",
                "Check the endpoint, and that no proxy answers in its place."
            )
            {
                Profile = source.Profile,
            };
    }

    public void Dispose() => _key.Dispose();

    /// <summary>
    /// Reads the subject of an ID token. Its signature need not be checked, because it came from the issuer itself over
    /// TLS (https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation).
    /// </summary>
    internal static string? IdentityIn(string? idToken)
    {
        if (idToken?.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
        {
            return null;
        }

        var claims = JsonFields.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)));
        return claims?.Text("sub") is { } subject && Identifiers.IsArn(subject) ? subject : null;
    }

    private string At(string path) => Endpoint.Url.AbsoluteUri.TrimEnd('/') + path;
}
