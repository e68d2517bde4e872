namespace RoleAssist.Core.Endpoints;

/// <summary>The endpoint of a service.</summary>
/// <param name="SigningRegion">The region to sign requests for.</param>
public sealed record ServiceEndpoint(Uri Url, string SigningRegion)
{
    /// <summary>Gets the certificates to trust instead of the system's.</summary>
    public CaBundle? CaBundle { get; init; }

    /// <summary>Gets a note on the endpoint that may surprise the user, as a sentence.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// Whether requests and the credentials in their responses are sent unencrypted over a network. Plain HTTP is
    /// normal for emulators on this machine or in its container network (a name without a dot).
    /// </summary>
    public bool IsExposed =>
        Url.Scheme == Uri.UriSchemeHttp
        && !Url.IsLoopback
        && !Url.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        && (Url.HostNameType != UriHostNameType.Dns || Url.IdnHost.Contains('.', StringComparison.Ordinal));

    /// <summary>The warning about an exposed endpoint, to follow its URL.</summary>
    public const string ExposedWarning =
        "is called over plain HTTP, so MFA codes and the returned credentials can be intercepted. Use https.";

    /// <summary>Returns the URL without a user name and password.</summary>
    public override string ToString() =>
        Url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped).TrimEnd('/');
}
