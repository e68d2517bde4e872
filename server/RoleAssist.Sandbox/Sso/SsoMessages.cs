using System.Text.Json.Serialization;

namespace RoleAssist.Sandbox.Sso;

/// <summary>The answer of GetRoleCredentials.</summary>
internal sealed record RoleCredentialsAnswer(RoleCredentials RoleCredentials);

/// <param name="Expiration">In milliseconds since 1970, unlike everywhere else.</param>
internal sealed record RoleCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken, long Expiration);

/// <summary>An error of the portal.</summary>
internal sealed record PortalError(string Message, [property: JsonPropertyName("__type")] string Type);

/// <summary>What CreateToken is asked.</summary>
internal sealed record CreateTokenRequest(string? ClientId, string? ClientSecret, string? GrantType, string? RefreshToken);

/// <summary>The answer of CreateToken.</summary>
/// <param name="ExpiresIn">In seconds.</param>
internal sealed record CreateTokenAnswer(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken);

/// <summary>An error of the OIDC service, as OAuth 2.0 shapes it (RFC 6749 section 5.2).</summary>
internal sealed record OidcError(string Error, [property: JsonPropertyName("error_description")] string ErrorDescription);
