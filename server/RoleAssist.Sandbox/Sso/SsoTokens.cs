using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// Issues and opens the tokens of sign-ins to Identity Center. They stay valid when the sandbox starts again; what was
/// used up or ended is known only while it runs.
/// </summary>
internal sealed class SsoTokens(byte[] sealingKey)
{
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);

    /// <summary>The duration of a login; administrators can set up to 90 days.</summary>
    public static readonly TimeSpan LoginLifetime = TimeSpan.FromDays(7);

    private static readonly TimeSpan RegistrationLifetime = TimeSpan.FromDays(90);

    private readonly Sealer _clientIds = new(sealingKey, "sso client id");
    private readonly byte[] _clientSecretKey = Sealer.DeriveKey(sealingKey, "sso client secret");
    private readonly Sealer _accessTokens = new(sealingKey, "sso access token");
    private readonly Sealer _refreshTokens = new(sealingKey, "sso refresh token");
    private readonly SpentValues _spentTokens = new();
    private readonly SpentValues _endedLogins = new();

    public RegisteredClient Register(ClientMetadata metadata, DateTimeOffset now)
    {
        var expiration = now + RegistrationLifetime;
        var id = _clientIds.SealForUrl(
            new ClientRegistration(Guid.NewGuid().ToString("N"), metadata, expiration),
            SsoJsonContext.CamelCase.ClientRegistration
        );
        return new RegisteredClient(id, SecretOf(id), expiration);
    }

    /// <summary>Gets the registration of a client; null if there is none, or if it has expired.</summary>
    public ClientRegistration? OpenClient(string id, DateTimeOffset now) =>
        _clientIds.OpenFromUrl(id, SsoJsonContext.CamelCase.ClientRegistration) is { } client && now < client.Expiration
            ? client
            : null;

    public bool IsSecretOf(string id, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(SecretOf(id)), Encoding.UTF8.GetBytes(secret));

    public string IssueAccess(SsoGrant grant, DateTimeOffset expiration) =>
        _accessTokens.Seal(
            grant with
            {
                Token = Guid.NewGuid(),
                Expiration = expiration < grant.Expiration ? expiration : grant.Expiration,
            },
            SsoJsonContext.CamelCase.SsoGrant
        );

    public string IssueRefresh(SsoGrant grant) =>
        _refreshTokens.Seal(grant with { Token = Guid.NewGuid() }, SsoJsonContext.CamelCase.SsoGrant);

    /// <summary>Opens an access token; returns null if it is none, or if its login was ended.</summary>
    public SsoGrant? OpenAccess(string token) => Open(_accessTokens, token);

    /// <summary>Opens a refresh token; returns null if it is none, or if its login was ended.</summary>
    public SsoGrant? OpenRefresh(string token) => Open(_refreshTokens, token);

    /// <summary>Uses up a token; returns false if it was used before.</summary>
    public bool TrySpend(SsoGrant grant, DateTimeOffset now) =>
        _spentTokens.TrySpend(grant.Token.ToString(), grant.Expiration, now);

    /// <summary>Ends a login with all its tokens.</summary>
    public void End(SsoGrant grant, DateTimeOffset now) =>
        _endedLogins.TrySpend(grant.Login.ToString(), grant.Expiration, now);

    private SsoGrant? Open(Sealer sealer, string token) =>
        sealer.Open(token, SsoJsonContext.CamelCase.SsoGrant) is { } grant
        && !_endedLogins.IsSpent(grant.Login.ToString())
            ? grant
            : null;

    private string SecretOf(string clientId) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_clientSecretKey, Encoding.UTF8.GetBytes(clientId)));
}

/// <summary>What a client says about itself when it registers.</summary>
/// <param name="Scopes">Without a scope there are no refresh tokens.</param>
/// <param name="GrantTypes">The grants that it may use; empty for those of the device flow.</param>
/// <param name="RedirectUris">Where an authorization code may go, without a port.</param>
internal sealed record ClientMetadata(
    string Name,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> GrantTypes,
    IReadOnlyList<string> RedirectUris
)
{
    public bool Allows(string grantType) =>
        GrantTypes.Count == 0 ? grantType != Sso.GrantTypes.AuthorizationCode : GrantTypes.Contains(grantType);

    public bool MayRefresh => Scopes.Count > 0 && Allows(Sso.GrantTypes.RefreshToken);
}

/// <summary>The content of a client ID.</summary>
internal sealed record ClientRegistration(string Id, ClientMetadata Metadata, DateTimeOffset Expiration);

/// <summary>The content of a token, or of a code that is exchanged for tokens.</summary>
/// <param name="Client">The registration that it was issued to.</param>
/// <param name="Login">The login that it is part of.</param>
/// <param name="Expiration">The end of the token; of a refresh token, that of the login.</param>
internal sealed record SsoGrant(string Client, Guid Login, DateTimeOffset Expiration)
{
    public Guid Token { get; init; }

    /// <summary>Begins a login.</summary>
    public static SsoGrant Begin(string client, DateTimeOffset now) =>
        new(client, Guid.NewGuid(), now + SsoTokens.LoginLifetime);
}

/// <summary>A registration as the client stores it.</summary>
internal sealed record RegisteredClient(string Id, string Secret, DateTimeOffset Expiration);
