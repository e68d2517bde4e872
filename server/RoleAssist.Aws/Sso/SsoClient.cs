using RoleAssist.Aws.Formats;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Aws.Sso;

/// <summary>The flow that a client is registered for. A client of one flow is refused in the other.</summary>
internal enum SsoFlow
{
    /// <summary>The authorization code flow with PKCE (RFC 7636).</summary>
    Browser,

    /// <summary>The device authorization flow (RFC 8628).</summary>
    Device,
}

/// <summary>RoleAssist as a registered client of Identity Center.</summary>
/// <param name="ClientId">Its ID.</param>
/// <param name="ClientSecret">Its secret, good for about 90 days. It is worth nothing without a person who approves.</param>
/// <param name="ExpiresAt">When the registration ends.</param>
internal sealed record SsoClient(string ClientId, string ClientSecret, DateTimeOffset ExpiresAt)
{
    /// <summary>The name on the consent page.</summary>
    public const string Name = "RoleAssist";

    /// <summary>The redirect URI as registered: every port of it is accepted.</summary>
    public const string RedirectUri = "http://127.0.0.1/oauth/callback";

    /// <summary>A sign-in must not outlive the client, which renews its token.</summary>
    private static readonly TimeSpan LeastTime = TimeSpan.FromMinutes(15);

    public static SsoClient? Parse(JsonFields document) =>
        (document.Text("clientId"), document.Text("clientSecret"), IsoTime.Parse(document.Text("expiresAt")))
            is ({ } id, { } secret, { } end)
            ? new SsoClient(id, secret, end)
            : null;

    public bool IsUsableAt(DateTimeOffset now) => ExpiresAt - now > LeastTime;

    /// <summary>Returns the fields of the file that keeps it.</summary>
    public Dictionary<string, string> ToFields() =>
        new()
        {
            ["clientId"] = ClientId,
            ["clientSecret"] = ClientSecret,
            ["expiresAt"] = IsoTime.Format(ExpiresAt),
        };

    /// <summary>Returns only the ID: the rest is a secret.</summary>
    public override string ToString() => ClientId;
}

/// <summary>A code that the user approves on another page, perhaps on another device.</summary>
/// <param name="DeviceCode">The secret that is redeemed.</param>
/// <param name="UserCode">What the page must show.</param>
/// <param name="Url">The page, with the code.</param>
/// <param name="ExpiresAt">When the code ends.</param>
/// <param name="Interval">How long to wait between two requests.</param>
internal sealed record SsoDeviceCode(
    string DeviceCode,
    string UserCode,
    string Url,
    DateTimeOffset ExpiresAt,
    TimeSpan Interval
)
{
    private const int LongestUserCode = 32;
    private const int DefaultInterval = 5;
    private const int LongestInterval = 60;
    private const int LongestLifetime = 3_600;
    private const int LongestUrl = 4_096;

    /// <summary>Reads an answer; null if a field is missing or the address is none that a browser may open.</summary>
    public static SsoDeviceCode? Parse(JsonFields? fields, Uri service, DateTimeOffset now) =>
        (fields?.Text("deviceCode"), fields?.Text("userCode"), fields?.Text("verificationUri"))
            is ({ } code, { Length: <= LongestUserCode } shown, { } plain)
        && shown.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
        && (fields?.Text("verificationUriComplete") ?? plain) is { Length: <= LongestUrl } url
        && IsOpenable(url, service)
            ? new SsoDeviceCode(
                code,
                shown,
                url,
                now.AddSeconds(Math.Clamp(fields?.Number("expiresIn") ?? LongestLifetime, 1, LongestLifetime)),
                TimeSpan.FromSeconds(Math.Clamp(fields?.Number("interval") ?? DefaultInterval, 1, LongestInterval))
            )
            : null;

    /// <summary>
    /// Whether a browser may open the page: encrypted, or on this machine where the service is too. Other schemes start
    /// other programs.
    /// </summary>
    private static bool IsOpenable(string url, Uri service) =>
        Uri.TryCreate(url, UriKind.Absolute, out var page)
        && page.UserInfo.Length == 0
        && url.All(character => character is > ' ' and < '\x7F')
        && (
            page.Scheme == Uri.UriSchemeHttps
            || (page.Scheme == Uri.UriSchemeHttp && service.Scheme == Uri.UriSchemeHttp && page.IsLoopback)
        );

    /// <summary>Returns only the user's code: the other is a secret.</summary>
    public override string ToString() => UserCode;
}
