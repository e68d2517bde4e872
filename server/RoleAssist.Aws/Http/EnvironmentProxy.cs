using System.Net;
using System.Net.Sockets;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Http;

/// <summary>
/// The proxies that environment variables specify; lower-case names take precedence, as is usual
/// (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html). Loopback and link-local addresses are
/// reached directly, because no proxy can reach them.
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

    /// <summary>
    /// Gets the environment's proxies; without any, the system's proxy on platforms that have such a setting.
    /// </summary>
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
        || (
            IPAddress.TryParse(host.IdnHost, out var address)
            && (
                IPAddress.IsLoopback(address)
                || address.IsIPv6LinkLocal
                || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..])
            )
        );

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

        // The message omits the value, which may contain a password.
        return
            Schemes.Contains(scheme)
            && Uri.TryCreate($"{scheme}://{rest[(at + 1)..]}", UriKind.Absolute, out var address)
            && address.Host.Length > 0
            ? new ProxyServer(address, at < 0 ? null : CredentialOf(rest[..at]))
            : throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"The environment variable {variable} is not a valid proxy URL.",
                "Write it as http://host:port, with user:password@ before the host if the proxy requires them."
            );
    }

    private static NetworkCredential CredentialOf(string userInfo)
    {
        var parts = userInfo.Split(':', 2);
        return new NetworkCredential(
            Uri.UnescapeDataString(parts[0]),
            parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : ""
        );
    }

    /// <param name="Address">The address without user and password, because messages show it.</param>
    private sealed record ProxyServer(Uri Address, NetworkCredential? Credential);

    private sealed class ProxyCredentials(IReadOnlyList<ProxyServer?> proxies) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType) =>
            proxies.FirstOrDefault(proxy => proxy?.Address == uri)?.Credential;
    }
}
