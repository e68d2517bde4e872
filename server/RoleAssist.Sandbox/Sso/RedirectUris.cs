using System.Text.RegularExpressions;

namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// Addresses on the person's own machine that an authorization code is sent to (RFC 8252 section 7.3): a client registers
/// the path without a port, and may then listen on any port.
/// </summary>
internal static partial class RedirectUris
{
    /// <summary>
    /// Whether a client can register an address. Whether AWS takes a port, <c>localhost</c>, or the scheme of an
    /// application is not documented (?); here it does not.
    /// </summary>
    public static bool CanRegister(string uri) => Registered().IsMatch(uri);

    /// <summary>Whether an address is a registered one with a port.</summary>
    public static bool IsOneOf(IEnumerable<string> registered, string uri) =>
        WithPort().Match(uri) is { Success: true } parts
        && int.Parse(parts.Groups["port"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
            is > 0
                and <= ushort.MaxValue
        && registered.Contains(parts.Groups["host"].Value + parts.Groups["path"].Value, StringComparer.Ordinal);

    /// <summary>Gets the origin of an address that <see cref="IsOneOf"/> accepts.</summary>
    public static string OriginOf(string uri) => new Uri(uri).GetLeftPart(UriPartial.Authority);

    [GeneratedRegex(@"^http://(127\.0\.0\.1|\[::1\])/[A-Za-z0-9/._~-]{0,200}\z")]
    private static partial Regex Registered();

    [GeneratedRegex(@"^(?<host>http://(127\.0\.0\.1|\[::1\])):(?<port>[0-9]{1,5})(?<path>/[A-Za-z0-9/._~-]{0,200})\z")]
    private static partial Regex WithPort();
}
