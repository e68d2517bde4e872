using System.Text;
using RoleAssist.Aws.Formats;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// The cached token of a login (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html).
/// </summary>
internal sealed record SsoToken(string AccessToken, DateTimeOffset ExpiresAt)
{
    /// <summary>The remaining lifetime at which AWS' SDKs renew the token.</summary>
    private static readonly TimeSpan RefreshWindow = TimeSpan.FromMinutes(5);

    /// <summary>Gets what is needed to renew the token; null if the login did not store it.</summary>
    public SsoRegistration? Registration { get; private init; }

    /// <summary>Gets the file's content; its other fields belong to the program that wrote them.</summary>
    public required JsonFields Document { get; init; }

    /// <summary>Gets where the token is kept.</summary>
    public TokenPlace Place { get; init; }

    /// <summary>Creates the token of a new sign-in, in the format that AWS' tools share.</summary>
    public static SsoToken Create(SsoSource source, SsoClient client, SsoGrant grant)
    {
        var fields = new Dictionary<string, string>
        {
            ["startUrl"] = source.StartUrl,
            ["region"] = source.Region,
            ["accessToken"] = grant.AccessToken,
            ["expiresAt"] = IsoTime.Format(grant.ExpiresAt),
            ["clientId"] = client.ClientId,
            ["clientSecret"] = client.ClientSecret,
            ["registrationExpiresAt"] = IsoTime.Format(client.ExpiresAt),
        };
        if (grant.RefreshToken is { } refresh)
        {
            fields["refreshToken"] = refresh;
        }

        var document = JsonFields.Parse(Encoding.UTF8.GetString(JsonFields.Empty.With(fields)))!.Value;
        return new SsoToken(grant.AccessToken, grant.ExpiresAt)
        {
            Document = document,
            Registration = SsoRegistration.Parse(document),
        };
    }

    /// <summary>Reads the token of a cache file; returns null if it contains none.</summary>
    public static SsoToken? Parse(JsonFields document) =>
        (document.Text("accessToken"), IsoTime.Parse(document.Text("expiresAt"))) is ({ } token, { } expiresAt)
            ? new SsoToken(token, expiresAt) { Document = document, Registration = SsoRegistration.Parse(document) }
            : null;

    /// <summary>Chooses: a token that is valid comes before one that can perhaps be renewed.</summary>
    public static SsoToken? BestOf(SsoSource source, DateTimeOffset now, params IEnumerable<SsoToken?> tokens) =>
        tokens
            .OfType<SsoToken>()
            .OrderByDescending(token => !token.IsExpired(now))
            .ThenByDescending(token => token.IsRenewableAt(source, now))
            .ThenByDescending(token => token.ExpiresAt)
            .FirstOrDefault();

    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>
    /// Whether the token can be renewed: only for sign-ins through an <c>[sso-session]</c>, while the client that signed
    /// in is registered.
    /// </summary>
    public bool IsRenewableAt(SsoSource source, DateTimeOffset now) =>
        source.Session is not null && Registration is { } registration && registration.ExpiresAt > now;

    public bool IsDue(DateTimeOffset now) => ExpiresAt - now <= RefreshWindow;

    /// <summary>Returns the renewed token, with all other fields of the file unchanged.</summary>
    public SsoToken With(SsoGrant grant)
    {
        var fields = new Dictionary<string, string>
        {
            ["accessToken"] = grant.AccessToken,
            ["expiresAt"] = IsoTime.Format(grant.ExpiresAt),
        };
        if (grant.RefreshToken is { } next)
        {
            fields["refreshToken"] = next;
        }

        var document = Document.Change(fields);
        return new SsoToken(grant.AccessToken, grant.ExpiresAt)
        {
            Document = document,
            Registration = SsoRegistration.Parse(document),
            Place = Place,
        };
    }

    public override string ToString() => IsoTime.Format(ExpiresAt);
}

/// <summary>Where a token is kept.</summary>
internal enum TokenPlace
{
    /// <summary>In the cache that AWS' tools share.</summary>
    Cache,

    /// <summary>Sealed in RoleAssist's state folder.</summary>
    Vault,

    /// <summary>In this process, for its sandbox.</summary>
    Memory,
}

/// <summary>The registration of the client that logged in, and its refresh token.</summary>
internal sealed record SsoRegistration(
    string ClientId,
    string ClientSecret,
    string RefreshToken,
    DateTimeOffset ExpiresAt
)
{
    public static SsoRegistration? Parse(JsonFields document) =>
        (
            document.Text("clientId"),
            document.Text("clientSecret"),
            document.Text("refreshToken"),
            IsoTime.Parse(document.Text("registrationExpiresAt"))
        )
            is ({ } id, { } secret, { } refresh, { } expiresAt)
            ? new SsoRegistration(id, secret, refresh, expiresAt)
            : null;

    public override string ToString() => ClientId;
}

/// <summary>A new token.</summary>
/// <param name="RefreshToken">The next refresh token; null if the old one stays valid.</param>
internal sealed record SsoGrant(string AccessToken, DateTimeOffset ExpiresAt, string? RefreshToken)
{
    public override string ToString() => IsoTime.Format(ExpiresAt);
}
