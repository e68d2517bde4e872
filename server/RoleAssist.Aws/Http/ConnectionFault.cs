using System.Net.Sockets;
using System.Security.Authentication;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Http;

/// <summary>The reason why a service did not answer.</summary>
/// <param name="Says">Describes what happened, given the service's name.</param>
/// <param name="Hint">What to do about it.</param>
/// <param name="WasSent">Whether the request may have reached the service.</param>
/// <param name="IsPermanent">Whether a retry would certainly fail in the same way.</param>
internal sealed record ConnectionFault(
    ErrorCode Code,
    Func<string, string> Says,
    string Hint,
    bool WasSent = true,
    bool IsPermanent = false
)
{
    private const string Check = "Check the network, the proxy settings and the endpoint";

    /// <summary>Gets the connection fault that caused an exception; null if the cause is something else.</summary>
    public static ConnectionFault? FromException(Exception exception)
    {
        var causes = Causes(exception).ToList();
        var request = causes.OfType<HttpRequestException>().FirstOrDefault();
        // .NET's message for a refused proxy tunnel ends with an unmatched quote.
        var reason = DisplayText.FromServer(causes[^1].Message.Trim().TrimEnd('.', '"'));
        var proxy = causes.Select(ProxyNaming.Get).FirstOrDefault(address => address is not null);
        return (request?.HttpRequestError, causes) switch
        {
            _ when causes.Any(cause => cause is ResponseTooLongException) => new(
                ErrorCode.ServiceUnavailable,
                service => $"{service} sent more than {ResponseSizeLimiter.MaxBytes / 1024} KB, too much for an answer",
                "Check the endpoint, and that no proxy or login page answers in its place.",
                IsPermanent: true
            ),
            _ when causes.Any(cause => cause is AuthenticationException) => new(
                ErrorCode.ServiceUnreachable,
                service => $"the TLS connection to {service} failed ({reason})",
                "If a proxy inspects TLS connections, specify its certificate authority's file with AWS_CA_BUNDLE or "
                    + "ca_bundle. "
                    + "If a file is specified already, check that it is the right one and that the endpoint's name and "
                    + "port are correct.",
                WasSent: false,
                IsPermanent: true
            ),
            (HttpRequestError.ProxyTunnelError, _) => new(
                ErrorCode.ServiceUnreachable,
                service => $"the proxy refused to connect to {service} ({reason})",
                "Check HTTPS_PROXY and its user and password. NO_PROXY lists the hosts to reach without the proxy.",
                WasSent: false
            ),
            (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError, _) when proxy is not null => new(
                causes.Any(cause => cause is TimeoutException)
                    ? ErrorCode.ServiceTimeout
                    : ErrorCode.ServiceUnreachable,
                service => $"could not connect to the proxy {proxy}, which is used for {service} ({reason})",
                "Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY, and that the proxy is running. NO_PROXY lists the hosts "
                    + "to reach without the proxy.",
                WasSent: false
            ),
            // HttpClient itself times out only while connecting: see AwsHttpClients.
            _ when causes.Any(cause => cause is TimeoutException) => new(
                ErrorCode.ServiceTimeout,
                service => $"the connection to {service} timed out",
                $"{Check}, then try again.",
                WasSent: false
            ),
            _ when causes.Any(cause => cause is OperationCanceledException) => new(
                ErrorCode.ServiceTimeout,
                service => $"{service} did not answer in time",
                $"{Check}, then try again."
            ),
            _ when causes.Any(cause => cause is HttpRequestException or SocketException or IOException) => new(
                ErrorCode.ServiceUnreachable,
                service => $"could not connect to {service} ({reason})",
                $"{Check}.",
                WasSent: request?.HttpRequestError
                    is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError)
            ),
            _ => null,
        };
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
