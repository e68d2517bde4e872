using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.SignIn;

/// <summary>Issues and opens codes and refresh tokens, and remembers which sign-ins have ended.</summary>
internal sealed class SignInTickets(byte[] sealingKey)
{
    /// <summary>How long a sign-in lasts at most; at AWS as long as the person's session in the console.</summary>
    public static readonly TimeSpan LoginLifetime = TimeSpan.FromHours(12);

    /// <summary>AWS does not say how long a code is good (?).</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);

    private readonly Sealer _codes = new(sealingKey, "sign-in code");
    private readonly Sealer _refreshTokens = new(sealingKey, "sign-in refresh token");
    private readonly SpentValues _spentCodes = new();
    private readonly SpentValues _changedPasswords = new();

    public string Seal(SignInCode code) => _codes.SealForUrl(code, SignInJsonContext.CamelCase.SignInCode);

    public SignInCode? OpenCode(string code) => _codes.OpenFromUrl(code, SignInJsonContext.CamelCase.SignInCode);

    /// <summary>Uses up a code; returns false if it was used before.</summary>
    public bool TrySpend(SignInCode code, DateTimeOffset now) =>
        _spentCodes.TrySpend(code.Id.ToString(), code.Expiration, now);

    public string Seal(SignInGrant grant) =>
        _refreshTokens.SealForUrl(grant with { Token = Guid.NewGuid() }, SignInJsonContext.CamelCase.SignInGrant);

    public SignInGrant? OpenRefreshToken(string token) =>
        _refreshTokens.OpenFromUrl(token, SignInJsonContext.CamelCase.SignInGrant);

    public void NotePasswordChange(SignInGrant grant, DateTimeOffset now) =>
        _changedPasswords.TrySpend(grant.Login.ToString(), grant.Expiration, now);

    public bool HasPasswordChanged(SignInGrant grant) => _changedPasswords.IsSpent(grant.Login.ToString());
}

/// <summary>The content of a code.</summary>
internal sealed record SignInCode(
    Guid Id,
    string Arn,
    string Region,
    string ClientId,
    string RedirectUri,
    string Challenge,
    DateTimeOffset Expiration
);

/// <summary>The content of a refresh token.</summary>
/// <param name="Login">The sign-in that it is part of.</param>
/// <param name="Region">The only region in which it is good.</param>
/// <param name="Thumbprint">The key to which it is bound (RFC 7638).</param>
/// <param name="Expiration">The end of the sign-in.</param>
internal sealed record SignInGrant(
    Guid Login,
    string Arn,
    string Region,
    string ClientId,
    string Thumbprint,
    DateTimeOffset Expiration
)
{
    /// <summary>Makes every refresh token another one.</summary>
    public Guid Token { get; init; }
}

/// <summary>The request of CreateOAuth2Token.</summary>
internal sealed record SignInTokenRequest(string? ClientId, string? GrantType)
{
    public string? Code { get; init; }

    public string? CodeVerifier { get; init; }

    public string? RedirectUri { get; init; }

    public string? RefreshToken { get; init; }
}

/// <summary>The response of CreateOAuth2Token.</summary>
/// <param name="ExpiresIn">In seconds, at most 900.</param>
/// <param name="IdToken">A token whose subject is who signed in; only in exchange for a code.</param>
internal sealed record SignInTokenAnswer(
    SignInCredentials AccessToken,
    string TokenType,
    int ExpiresIn,
    string RefreshToken,
    string? IdToken
);

/// <summary>Temporary credentials, as Sign-In writes them.</summary>
internal sealed record SignInCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken);

/// <summary>An error of Sign-In.</summary>
internal sealed record SignInError(string Error, string Message);

/// <summary>The JSON of Sign-In, and inside its codes and tokens.</summary>
[JsonSerializable(typeof(SignInCode))]
[JsonSerializable(typeof(SignInGrant))]
[JsonSerializable(typeof(SignInTokenRequest))]
[JsonSerializable(typeof(SignInTokenAnswer))]
[JsonSerializable(typeof(SignInError))]
internal sealed partial class SignInJsonContext : JsonSerializerContext
{
    public static SignInJsonContext CamelCase { get; } = new(ServiceJson.CamelCase());
}
