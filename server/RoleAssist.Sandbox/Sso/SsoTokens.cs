using System.Buffers.Text;
using System.Security.Cryptography;
using RoleAssist.Sandbox.Iam;

namespace RoleAssist.Sandbox.Sso;

/// <summary>Issues and opens what a login at Identity Center leaves behind: client registrations, access and refresh tokens.</summary>
internal sealed class SsoTokens(byte[] sealingKey)
{
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);

    /// <summary>How long a login lasts; an administrator may choose up to 90 days.</summary>
    public static readonly TimeSpan LoginLifetime = TimeSpan.FromDays(7);

    private static readonly TimeSpan RegistrationLifetime = TimeSpan.FromDays(90);

    private readonly Sealer _clientSecrets = new(sealingKey, "sso client secret");
    private readonly Sealer _accessTokens = new(sealingKey, "sso access token");
    private readonly Sealer _refreshTokens = new(sealingKey, "sso refresh token");

    /// <param name="mayRefresh">Whether it registered with a scope: only then it gets refresh tokens.</param>
    /// <param name="now">The time of the registration.</param>
    public RegisteredClient Register(bool mayRefresh, DateTimeOffset now)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        var registration = new ClientRegistration(id, mayRefresh, now + RegistrationLifetime);
        return new RegisteredClient(
            id, _clientSecrets.Seal(registration, SandboxJsonContext.Default.ClientRegistration), registration.Expiration);
    }

    public string IssueAccess(string clientId, DateTimeOffset expiration) => Issue(_accessTokens, clientId, expiration);

    public string IssueRefresh(string clientId, DateTimeOffset expiration) => Issue(_refreshTokens, clientId, expiration);

    public ClientRegistration? OpenClientSecret(string secret) =>
        _clientSecrets.Open(secret, SandboxJsonContext.Default.ClientRegistration);

    public SsoGrant? OpenAccess(string token) => _accessTokens.Open(token, SandboxJsonContext.Default.SsoGrant);

    public SsoGrant? OpenRefresh(string token) => _refreshTokens.Open(token, SandboxJsonContext.Default.SsoGrant);

    private static string Issue(Sealer sealer, string clientId, DateTimeOffset expiration) =>
        sealer.Seal(new SsoGrant(clientId, expiration), SandboxJsonContext.Default.SsoGrant);
}

/// <summary>What a client secret says about its client.</summary>
internal sealed record ClientRegistration(string ClientId, bool MayRefresh, DateTimeOffset Expiration);

/// <summary>What an access token or a refresh token says: which client got it, and until when it is good.</summary>
internal sealed record SsoGrant(string ClientId, DateTimeOffset Expiration);

/// <summary>A client as it knows itself.</summary>
internal sealed record RegisteredClient(string Id, string Secret, DateTimeOffset Expiration);
