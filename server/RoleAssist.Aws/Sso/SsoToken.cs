using RoleAssist.Aws.Formats;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Aws.Sso;

/// <summary>The token that a login has left (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html).</summary>
internal sealed record SsoToken(string AccessToken, DateTimeOffset ExpiresAt)
{
    /// <summary>AWS' SDKs get a new token when the old one has this little left.</summary>
    private static readonly TimeSpan RefreshWindow = TimeSpan.FromMinutes(5);

    /// <summary>What to get a new token with; null where the login left nothing for that.</summary>
    public SsoRegistration? Registration { get; private init; }

    /// <summary>The file's text, whose other fields belong to whoever wrote them.</summary>
    public required JsonFields Document { get; init; }

    /// <summary>The token in a cache file; null where the file holds none.</summary>
    public static SsoToken? Of(JsonFields document) =>
        (document.Text("accessToken"), IsoTime.Parse(document.Text("expiresAt"))) is ({ } token, { } expiresAt)
            ? new SsoToken(token, expiresAt) { Document = document, Registration = SsoRegistration.Of(document) }
            : null;

    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;

    public bool IsDue(DateTimeOffset now) => ExpiresAt - now <= RefreshWindow;

    /// <summary>The file with the new token in it and everything else as it was.</summary>
    public byte[] With(SsoGrant grant)
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

        return Document.With(fields);
    }

    public override string ToString() => IsoTime.Format(ExpiresAt);
}

/// <summary>The client that logged in, and its token for new tokens.</summary>
internal sealed record SsoRegistration(string ClientId, string ClientSecret, string RefreshToken, DateTimeOffset ExpiresAt)
{
    public static SsoRegistration? Of(JsonFields document) =>
        (document.Text("clientId"), document.Text("clientSecret"), document.Text("refreshToken"), IsoTime.Parse(document.Text("registrationExpiresAt")))
            is ({ } id, { } secret, { } refresh, { } expiresAt)
            ? new SsoRegistration(id, secret, refresh, expiresAt)
            : null;

    public override string ToString() => ClientId;
}

/// <summary>A new token.</summary>
/// <param name="RefreshToken">The one for the next; null where the old one stays.</param>
internal sealed record SsoGrant(string AccessToken, DateTimeOffset ExpiresAt, string? RefreshToken)
{
    public override string ToString() => IsoTime.Format(ExpiresAt);
}
