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

/// <summary>The request of RegisterClient.</summary>
internal sealed record RegisterClientRequest(
    string? ClientName,
    string? ClientType,
    IReadOnlyList<string?>? Scopes,
    IReadOnlyList<string?>? RedirectUris,
    IReadOnlyList<string?>? GrantTypes,
    string? IssuerUrl
);

/// <summary>The response of RegisterClient; the times are seconds since 1970. It names no endpoints, as often at AWS.</summary>
internal sealed record RegisterClientAnswer(
    string ClientId,
    string ClientSecret,
    long ClientIdIssuedAt,
    long ClientSecretExpiresAt
);

/// <summary>The request of StartDeviceAuthorization.</summary>
internal sealed record StartDeviceAuthorizationRequest(string? ClientId, string? ClientSecret, string? StartUrl);

/// <summary>The response of StartDeviceAuthorization.</summary>
/// <param name="ExpiresIn">In seconds.</param>
/// <param name="Interval">In seconds.</param>
internal sealed record StartDeviceAuthorizationAnswer(
    string DeviceCode,
    string UserCode,
    string VerificationUri,
    string VerificationUriComplete,
    int ExpiresIn,
    int Interval
);

/// <summary>The request of CreateToken.</summary>
internal sealed record CreateTokenRequest(string? ClientId, string? ClientSecret, string? GrantType)
{
    public string? RefreshToken { get; init; }

    public string? DeviceCode { get; init; }

    public string? Code { get; init; }

    public string? CodeVerifier { get; init; }

    public string? RedirectUri { get; init; }

    public IReadOnlyList<string>? Scope { get; init; }
}

/// <summary>The response of CreateToken.</summary>
/// <param name="ExpiresIn">In seconds.</param>
internal sealed record CreateTokenAnswer(string AccessToken, string TokenType, int ExpiresIn, string? RefreshToken);

/// <summary>An error of the OIDC service, in the format of OAuth 2.0 (RFC 6749 section 5.2).</summary>
internal sealed record OidcError(
    string Error,
    [property: JsonPropertyName("error_description")] string ErrorDescription
);
