using System.Net;

namespace RoleAssist.Aws.Http;

/// <summary>
/// The entries of <c>NO_PROXY</c>: domain names (subdomains included), addresses and networks, each with or without a
/// port, or <c>*</c> for everything.
/// </summary>
internal sealed class NoProxyList(string? text)
{
    private readonly string[] _entries = (text ?? "").Split(
        [',', ' '],
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
    );

    public bool Contains(Uri host) => _entries.Any(entry => Matches(entry, host));

    private static bool Matches(string entry, Uri host)
    {
        if (entry == "*")
        {
            return true;
        }

        var isAddress = IPAddress.TryParse(host.IdnHost, out var address);
        if (IPNetwork.TryParse(entry, out var network))
        {
            return isAddress && network.Contains(address!);
        }

        var (name, port) = SplitPort(entry);
        if (port is not null && port != host.Port)
        {
            return false;
        }

        return IPAddress.TryParse(name, out var listed)
            ? isAddress && listed.Equals(address)
            : !isAddress && IsDomainOf(name.TrimStart('*').Trim('.'), host.IdnHost);
    }

    private static bool IsDomainOf(string domain, string host) =>
        host.TrimEnd('.') is var name
        && domain.Length > 0
        && (
            name.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Splits off the port. An IPv6 address contains colons, so it has a port only after brackets.</summary>
    private static (string Name, int? Port) SplitPort(string entry)
    {
        var colon = entry.LastIndexOf(':');
        var hasPort = colon > 0 && (entry.IndexOf(':', StringComparison.Ordinal) == colon || entry[colon - 1] == ']');
        return hasPort && int.TryParse(entry[(colon + 1)..], out var port) ? (entry[..colon], port) : (entry, null);
    }
}
