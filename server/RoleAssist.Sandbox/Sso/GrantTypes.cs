namespace RoleAssist.Sandbox.Sso;

/// <summary>The grants of OAuth 2.0 that Identity Center knows.</summary>
internal static class GrantTypes
{
    public const string AuthorizationCode = "authorization_code";

    /// <summary>RFC 8628.</summary>
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";
    public const string RefreshToken = "refresh_token";

    public static bool IsKnown(string grantType) => grantType is AuthorizationCode or DeviceCode or RefreshToken;
}
