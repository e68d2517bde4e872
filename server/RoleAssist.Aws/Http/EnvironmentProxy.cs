using System.Net;
using System.Net.Sockets;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Http;

/// <summary>
/// The proxies that the environment names, in lower case before capitals as everywhere
/// (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html). Addresses on this machine and on its
/// link are reached directly, for no proxy can reach them.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy
{
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    private readonly ProxyServer? _http;
    private readonly ProxyServer? _https;
    private readonly NoProxyList _exceptions;

    private EnvironmentProxy(ProxyServer? http, ProxyServer? https, NoProxyList exceptions)
    {
        (_http, _https, _exceptions) = (http, https, exceptions);
        Credentials = new ProxyCredentials([http, https]);
    }

    public ICredentials? Credentials { get; set; }

    /// <summary>The environment's proxies; without any the system's, where the system has such a setting.</summary>
    public static IWebProxy? From(ProcessEnvironment environment)
    {
        var all = Read(environment, "ALL_PROXY");
        var http = Read(environment, "HTTP_PROXY") ?? all;
        var https = Read(environment, "HTTPS_PROXY") ?? all;
        if (http is null && https is null)
        {
            return OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? HttpClient.DefaultProxy : null;
        }

        return new EnvironmentProxy(http, https, new NoProxyList(environment["no_proxy"] ?? environment["NO_PROXY"]));
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : For(destination)?.Address;

    public bool IsBypassed(Uri host) => For(host) is null || IsNear(host) || _exceptions.Contains(host);

    private ProxyServer? For(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    private static bool IsNear(Uri host) =>
        host.IsLoopback
        || host.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.IdnHost, out var address)
            && (IPAddress.IsLoopback(address)
                || address.IsIPv6LinkLocal
                || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..])));

    private static ProxyServer? Read(ProcessEnvironment environment, string variable)
    {
        if ((environment[variable.ToLowerInvariant()] ?? environment[variable]) is not { } value)
        {
            return null;
        }

        var (scheme, rest) = value.IndexOf("://", StringComparison.Ordinal) is > 0 and var end
            ? (value[..end].ToLowerInvariant(), value[(end + 3)..])
            : (Uri.UriSchemeHttp, value);
        var at = rest.LastIndexOf('@');

        // The value may hold a password, so the message leaves it out.
        return Schemes.Contains(scheme) && Uri.TryCreate($"{scheme}://{rest[(at + 1)..]}", UriKind.Absolute, out var address) && address.Host.Length > 0
            ? new ProxyServer(address, at < 0 ? null : CredentialOf(rest[..at]))
            : throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"The environment's {variable} is not the URL of a proxy.",
                "Write it as http://host:port, with user:password@ before the host where the proxy asks for them.");
    }

    private static NetworkCredential CredentialOf(string userInfo)
    {
        var parts = userInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    /// <param name="Address">Without user and password: it is told in messages.</param>
    private sealed record ProxyServer(Uri Address, NetworkCredential? Credential);

    private sealed class ProxyCredentials(IReadOnlyList<ProxyServer?> proxies) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType) =>
            proxies.FirstOrDefault(proxy => proxy?.Address == uri)?.Credential;
    }
}
