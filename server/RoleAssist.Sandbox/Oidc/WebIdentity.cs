using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Oidc;

/// <summary>The identity in a verified token.</summary>
/// <param name="Keys">The condition keys that a trust policy can test.</param>
internal sealed record WebIdentity(
    string ProviderArn,
    string Issuer,
    string Audience,
    string Subject,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Keys
)
{
    /// <summary>
    /// Verifies a token against the providers of an account, with the checks, order and messages of STS.
    /// </summary>
    public static WebIdentity Verify(string text, IEnumerable<OidcProvider> providers, DateTimeOffset now)
    {
        var token =
            JsonWebToken.Parse(text)
            ?? throw Invalid(
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
            );
        var issuer = token.Claim("iss") ?? throw Missing("iss");
        var provider =
            providers.FirstOrDefault(candidate => candidate.Issuer == issuer)
            ?? throw Invalid($"No OpenIDConnect provider found in your account for {issuer}");
        if (token.Algorithm != SigningKey.Algorithm || token.KeyId != provider.Key.Id)
        {
            throw Invalid(
                "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity "
                    + "documentation for requirements"
            );
        }

        if (!provider.Key.Verify(token.SignedText, token.Signature))
        {
            throw Invalid("Token signature invalid");
        }

        CheckExpiration(token.TimeClaim("exp") ?? throw Missing("exp"), now.ToUnixTimeSeconds());
        var audience = AudienceOf(token, provider);
        return new WebIdentity(
            provider.Arn,
            issuer,
            audience,
            token.Claim("sub") ?? throw Missing("sub"),
            TokenKeys.Of(token, provider, audience)
        );
    }

    private static void CheckExpiration(long expiration, long now)
    {
        if (now >= expiration)
        {
            throw new ServiceException(
                400,
                "ExpiredTokenException",
                $"Token expired: current date/time {now} must be before the expiration date/time {expiration}"
            );
        }
    }

    /// <summary>
    /// Gets the audience; the authorized party takes precedence
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif).
    /// </summary>
    private static string AudienceOf(JsonWebToken token, OidcProvider provider)
    {
        var audiences = token.Claim("azp") is { } party ? [party] : token.TextsClaim("aud");
        return audiences.Count == 0
            ? throw Missing("aud")
            : audiences.FirstOrDefault(provider.ClientIds.Contains) ?? throw Invalid("Incorrect token audience");
    }

    private static ServiceException Missing(string claim) => Invalid($"Missing a required claim: {claim}");

    private static ServiceException Invalid(string message) => new(400, "InvalidIdentityToken", message);
}
