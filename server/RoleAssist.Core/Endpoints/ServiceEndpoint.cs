using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Endpoints;

/// <summary>Where a service is called, and how.</summary>
/// <param name="SigningRegion">The region that requests are signed for.</param>
public sealed record ServiceEndpoint(Uri Url, string SigningRegion)
{
    /// <summary>The certificates to trust in place of the system's.</summary>
    public CaBundle? CaBundle { get; init; }

    /// <summary>What a person would not expect of this endpoint, as a sentence.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// Whether requests and the credentials in their answers cross a network that others may listen to. Emulators on this
    /// machine, and beside it in a container network (a name without a dot), are called over plain HTTP by everybody.
    /// </summary>
    public bool IsExposed => Url.Scheme == Uri.UriSchemeHttp
        && !Url.IsLoopback
        && !Url.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        && (Url.HostNameType != UriHostNameType.Dns || Url.IdnHost.Contains('.', StringComparison.Ordinal));

    /// <summary>What there is to say of that, to follow the endpoint.</summary>
    public const string ExposedWarning = "is called over plain HTTP: MFA codes and the credentials that it hands out can be read on the way. Use https.";

    /// <summary>The URL without a user and password that somebody may have written into it.</summary>
    public override string ToString() => Url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped).TrimEnd('/');
}

/// <summary>A file of certificate authorities.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Setting">What names it, for messages.</param>
/// <param name="Location">Where that stands, if in a file.</param>
public sealed record CaBundle(string Path, string Setting, SourceLocation? Location = null);
