using System.Text.Json.Serialization;

namespace RoleAssist.Aws.Sso;

/// <summary>https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_RegisterClient.html</summary>
internal sealed record RegisterClientRequest(
    string ClientName,
    string ClientType,
    IReadOnlyList<string>? Scopes,
    IReadOnlyList<string>? GrantTypes,
    IReadOnlyList<string>? RedirectUris,
    string? IssuerUrl
);

/// <summary>https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_StartDeviceAuthorization.html</summary>
internal sealed record StartDeviceAuthorizationRequest(string ClientId, string ClientSecret, string StartUrl)
{
    /// <summary>Returns only the client ID: the rest is a secret.</summary>
    public override string ToString() => ClientId;
}

/// <summary>https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html</summary>
internal sealed record CreateTokenRequest(
    string ClientId,
    string ClientSecret,
    string GrantType,
    string? RefreshToken = null,
    string? DeviceCode = null,
    string? Code = null,
    string? CodeVerifier = null,
    string? RedirectUri = null
)
{
    public const string RefreshGrant = "refresh_token";
    public const string CodeGrant = "authorization_code";
    public const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

    /// <summary>Returns only the client ID: the rest are secrets.</summary>
    public override string ToString() => ClientId;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(RegisterClientRequest))]
[JsonSerializable(typeof(StartDeviceAuthorizationRequest))]
[JsonSerializable(typeof(CreateTokenRequest))]
internal sealed partial class SsoJsonContext : JsonSerializerContext;
