using System.Net;

namespace RoleAssist.Aws.Http;

/// <summary>
/// What <c>NO_PROXY</c> lists: names, which stand for their subdomains too, addresses, networks, each with a port or
/// without, or a star for everything.
/// </summary>
internal sealed class NoProxyList(string? text)
{
    private readonly string[] _entries = (text ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

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

        return IPAddress.TryParse(name, out var listed) ? isAddress && listed.Equals(address) : !isAddress && IsDomainOf(name.TrimStart('*').Trim('.'), host.IdnHost);
    }

    private static bool IsDomainOf(string domain, string host) =>
        host.TrimEnd('.') is var name
        && domain.Length > 0
        && (name.Equals(domain, StringComparison.OrdinalIgnoreCase) || name.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase));

    /// <summary>An IPv6 address is full of colons and has a port only after brackets.</summary>
    private static (string Name, int? Port) SplitPort(string entry)
    {
        var colon = entry.LastIndexOf(':');
        var hasPort = colon > 0 && (entry.IndexOf(':', StringComparison.Ordinal) == colon || entry[colon - 1] == ']');
        return hasPort && int.TryParse(entry[(colon + 1)..], out var port) ? (entry[..colon], port) : (entry, null);
    }
}
