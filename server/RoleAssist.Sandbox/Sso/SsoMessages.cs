using System.Text.Json.Serialization;

namespace RoleAssist.Sandbox.Sso;

/// <summary>The response of GetRoleCredentials.</summary>
internal sealed record RoleCredentialsAnswer(RoleCredentials RoleCredentials);

/// <param name="Expiration">In milliseconds since 1970, unlike in other services.</param>
internal sealed record RoleCredentials(
    string AccessKeyId,
    string SecretAccessKey,
    string SessionToken,
    long Expiration
);

/// <summary>The response of ListAccounts.</summary>
internal sealed record AccountsAnswer(string? NextToken, IReadOnlyList<AccountInfo> AccountList);

/// <summary>An account of a user.</summary>
internal sealed record AccountInfo(string AccountId, string AccountName, string EmailAddress);

/// <summary>The response of ListAccountRoles.</summary>
internal sealed record AccountRolesAnswer(string? NextToken, IReadOnlyList<RoleInfo> RoleList);

/// <summary>A permission set of a user in an account.</summary>
internal sealed record RoleInfo(string RoleName, string AccountId);

/// <summary>An error of the portal.</summary>
internal sealed record PortalError(string Message, [property: JsonPropertyName("__type")] string Type);

/// <summary>The request of CreateToken.</summary>
internal sealed record CreateTokenRequest(
    string? ClientId,
    string? ClientSecret,
    string? GrantType,
    string? RefreshToken
);

/// <summary>The response of CreateToken.</summary>
/// <param name="ExpiresIn">In seconds.</param>
internal sealed record CreateTokenAnswer(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken);

/// <summary>An error of the OIDC service, in the format of OAuth 2.0 (RFC 6749 section 5.2).</summary>
internal sealed record OidcError(
    string Error,
    [property: JsonPropertyName("error_description")] string ErrorDescription
);
