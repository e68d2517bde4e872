using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RoleAssist.Sandbox.SignIn;

/// <summary>Judges what is exchanged for credentials: a code, or a refresh token.</summary>
internal sealed partial class SignInGrants(SignInPeople people, SignInTickets tickets)
{
    private static readonly TimeSpan CredentialLifetime = TimeSpan.FromMinutes(15);

    public static DateTimeOffset EndOfCredentials(SignInGrant grant, DateTimeOffset now) =>
        now + CredentialLifetime < grant.Expiration ? now + CredentialLifetime : grant.Expiration;

    /// <exception cref="SignInException">The code is not good, or not the sender's.</exception>
    public SignInGrant Redeem(SignInTokenRequest asked, SignInAddress address, string thumbprint, DateTimeOffset now)
    {
        if (asked is not { Code: { } text, CodeVerifier: { } verifier, RefreshToken: null })
        {
            throw SignInException.Invalid("code and codeVerifier are required, and refreshToken is not allowed.");
        }

        if (!Verifier().IsMatch(verifier))
        {
            throw SignInException.Invalid("codeVerifier must have 43 to 128 unreserved characters.");
        }

        if (
            tickets.OpenCode(text) is not { } code
            || code.Region != address.Region
            || code.ClientId != asked.ClientId
            || code.RedirectUri != asked.RedirectUri
        )
        {
            throw SignInException.Invalid("The code is not one of this client, region and redirectUri.");
        }

        if (now >= code.Expiration || !tickets.TrySpend(code, now))
        {
            throw SignInException.CodeExpired();
        }

        if (!IsChallengeOf(verifier, code.Challenge))
        {
            throw SignInException.Invalid("codeVerifier is not the one of the code.");
        }

        return people.Find(code.Arn) is { MaySignIn: true }
            ? new SignInGrant(
                Guid.NewGuid(),
                code.Arn,
                code.Region,
                code.ClientId,
                thumbprint,
                now + SignInTickets.LoginLifetime
            )
            : throw SignInException.NotPermitted(code.Arn);
    }

    /// <summary>
    /// Checks a refresh token. It stays good until the sign-in ends, so that programs may race (the API calls this
    /// idempotent); in another region than its own it is not known
    /// (https://github.com/aws/aws-cli/issues/10613).
    /// </summary>
    /// <exception cref="SignInException">The token is not good, or not the sender's.</exception>
    public SignInGrant Refresh(SignInTokenRequest asked, SignInAddress address, string thumbprint, DateTimeOffset now)
    {
        if (asked is not { RefreshToken: { } token, Code: null, CodeVerifier: null, RedirectUri: null })
        {
            throw SignInException.Invalid("refreshToken is required, and members for codes are not allowed.");
        }

        if (
            tickets.OpenRefreshToken(token) is not { } grant
            || grant.Region != address.Region
            || grant.ClientId != asked.ClientId
        )
        {
            throw SignInException.Invalid("The refresh token is not one of this client and region.");
        }

        return grant.Thumbprint != thumbprint
                ? throw SignInException.Invalid("The refresh token is bound to another key.")
            : tickets.HasPasswordChanged(grant) ? throw SignInException.PasswordChanged()
            : now >= grant.Expiration ? throw SignInException.TokenExpired()
            : grant;
    }

    private static bool IsChallengeOf(string verifier, string challenge) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            Encoding.ASCII.GetBytes(challenge)
        );

    [GeneratedRegex(@"^[A-Za-z0-9._~-]{43,128}\z")]
    private static partial Regex Verifier();
}
