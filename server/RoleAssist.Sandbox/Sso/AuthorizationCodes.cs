using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// Issues and redeems authorization codes (RFC 6749 section 4.1 with PKCE, RFC 7636). A code is good once and for a
/// minute; AWS does not say for how long (?).
/// </summary>
internal sealed partial class AuthorizationCodes(byte[] sealingKey, SsoTokens tokens)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Sealer _codes = new(sealingKey, "sso authorization code");

    /// <summary>Whether a text is the SHA-256 of a verifier, in Base64 for URLs without padding.</summary>
    public static bool IsChallenge(string text) => Challenge().IsMatch(text);

    public string Issue(string client, string redirectUri, string challenge, DateTimeOffset now) =>
        _codes.SealForUrl(
            new SsoCode(
                SsoGrant.Begin(client, now) with
                {
                    Token = Guid.NewGuid(),
                },
                redirectUri,
                challenge,
                now + Lifetime
            ),
            SsoJsonContext.CamelCase.SsoCode
        );

    /// <summary>Redeems a code for the login that it begins.</summary>
    public SsoGrant Redeem(string client, CreateTokenRequest asked, DateTimeOffset now)
    {
        if (asked is not { Code: { } text, CodeVerifier: { } verifier, RedirectUri: { } redirectUri })
        {
            throw SsoErrors.InvalidRequest("code, codeVerifier and redirectUri are required.");
        }

        if (!Verifier().IsMatch(verifier))
        {
            throw SsoErrors.InvalidRequest("codeVerifier must have 43 to 128 unreserved characters.");
        }

        if (
            _codes.OpenFromUrl(text, SsoJsonContext.CamelCase.SsoCode) is not { } code
            || code.Login.Client != client
            || now >= code.Expiration
        )
        {
            throw SsoErrors.InvalidGrant("Invalid authorization code provided");
        }

        // Whoever presents a code, rightly or wrongly, uses it up; a second use also ends the login of the first
        // (RFC 6749 section 4.1.2). Whether AWS goes so far is not documented (?).
        if (!tokens.TrySpend(code.Login, now))
        {
            tokens.End(code.Login, now);
            throw SsoErrors.InvalidGrant("Invalid authorization code provided");
        }

        return code.RedirectUri != redirectUri ? throw SsoErrors.InvalidGrant("redirectUri is not the one of the code.")
            : !Fits(verifier, code.Challenge) ? throw SsoErrors.InvalidGrant("Invalid code verifier provided")
            : code.Login;
    }

    private static bool Fits(string verifier, string challenge) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            Encoding.ASCII.GetBytes(challenge)
        );

    [GeneratedRegex(@"^[A-Za-z0-9_-]{43}\z")]
    private static partial Regex Challenge();

    [GeneratedRegex(@"^[A-Za-z0-9._~-]{43,128}\z")]
    private static partial Regex Verifier();
}

/// <summary>The content of an authorization code.</summary>
internal sealed record SsoCode(SsoGrant Login, string RedirectUri, string Challenge, DateTimeOffset Expiration);
