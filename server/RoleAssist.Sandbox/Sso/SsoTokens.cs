using System.Buffers.Text;
using System.Security.Cryptography;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// Issues and opens the tokens of an Identity Center login: client registrations, access tokens and refresh tokens.
/// </summary>
internal sealed class SsoTokens(byte[] sealingKey)
{
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);

    /// <summary>The duration of a login; administrators can set up to 90 days.</summary>
    public static readonly TimeSpan LoginLifetime = TimeSpan.FromDays(7);

    private static readonly TimeSpan RegistrationLifetime = TimeSpan.FromDays(90);

    private readonly Sealer _clientSecrets = new(sealingKey, "sso client secret");
    private readonly Sealer _accessTokens = new(sealingKey, "sso access token");
    private readonly Sealer _refreshTokens = new(sealingKey, "sso refresh token");

    /// <param name="mayRefresh">Whether the client registers with a scope, which refresh tokens require.</param>
    /// <param name="now">The time of the registration.</param>
    public RegisteredClient Register(bool mayRefresh, DateTimeOffset now)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        var registration = new ClientRegistration(id, mayRefresh, now + RegistrationLifetime);
        return new RegisteredClient(
            id,
            _clientSecrets.Seal(registration, SsoJsonContext.CamelCase.ClientRegistration),
            registration.Expiration
        );
    }

    public string IssueAccess(string clientId, DateTimeOffset expiration) => Issue(_accessTokens, clientId, expiration);

    public string IssueRefresh(string clientId, DateTimeOffset expiration) =>
        Issue(_refreshTokens, clientId, expiration);

    public ClientRegistration? OpenClientSecret(string secret) =>
        _clientSecrets.Open(secret, SsoJsonContext.CamelCase.ClientRegistration);

    public SsoGrant? OpenAccess(string token) => _accessTokens.Open(token, SsoJsonContext.CamelCase.SsoGrant);

    public SsoGrant? OpenRefresh(string token) => _refreshTokens.Open(token, SsoJsonContext.CamelCase.SsoGrant);

    private static string Issue(Sealer sealer, string clientId, DateTimeOffset expiration) =>
        sealer.Seal(new SsoGrant(clientId, expiration), SsoJsonContext.CamelCase.SsoGrant);
}

/// <summary>The content of a client secret.</summary>
internal sealed record ClientRegistration(string ClientId, bool MayRefresh, DateTimeOffset Expiration);

/// <summary>The content of an access token or refresh token: its client and its expiration.</summary>
internal sealed record SsoGrant(string ClientId, DateTimeOffset Expiration);

/// <summary>A registration as the client stores it.</summary>
internal sealed record RegisteredClient(string Id, string Secret, DateTimeOffset Expiration);
