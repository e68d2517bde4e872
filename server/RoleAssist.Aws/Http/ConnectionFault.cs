using System.Net.Sockets;
using System.Security.Authentication;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Http;

/// <summary>Why a service gave no answer.</summary>
/// <param name="Says">What happened, of the service whose name is put in.</param>
/// <param name="Hint">What to do about it.</param>
/// <param name="WasSent">Whether the request may have reached the service.</param>
/// <param name="IsLasting">Whether the same is certain to happen again.</param>
internal sealed record ConnectionFault(ErrorCode Code, Func<string, string> Says, string Hint, bool WasSent = true, bool IsLasting = false)
{
    private const string Check = "Check the network, the proxy settings and the endpoint";

    /// <summary>The fault of the connection that an exception tells of; null for one that tells of something else.</summary>
    public static ConnectionFault? Of(Exception exception)
    {
        var causes = Causes(exception).ToList();
        var request = causes.OfType<HttpRequestException>().FirstOrDefault();
        // The text for a tunnel that was refused ends in a quote that nothing has opened.
        var reason = DisplayText.FromServer(causes[^1].Message.Trim().TrimEnd('.', '"'));
        var proxy = causes.Select(ProxyNaming.Of).FirstOrDefault(address => address is not null);
        return (request?.HttpRequestError, causes) switch
        {
            _ when causes.Any(cause => cause is AnswerTooLongException) => new(
                ErrorCode.ServiceUnavailable,
                service => $"{service} sent more than {BoundedAnswers.MaxBytes / 1024} KB, which no answer takes",
                "Check the endpoint, and that no proxy or login page answers in its place.",
                IsLasting: true),
            _ when causes.Any(cause => cause is AuthenticationException) => new(
                ErrorCode.ServiceUnreachable,
                service => $"there is no trusted connection to {service} ({reason})",
                "Where a proxy inspects connections, name its certificate authority's file with AWS_CA_BUNDLE or ca_bundle; "
                + "where one is named already, see that it is the right one and that the endpoint's name and port are.",
                WasSent: false,
                IsLasting: true),
            (HttpRequestError.ProxyTunnelError, _) => new(
                ErrorCode.ServiceUnreachable,
                service => $"the proxy does not connect to {service} ({reason})",
                "Check HTTPS_PROXY with its user and password; NO_PROXY lists the hosts to reach without it.",
                WasSent: false),
            (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError, _) when proxy is not null => new(
                causes.Any(cause => cause is TimeoutException) ? ErrorCode.ServiceTimeout : ErrorCode.ServiceUnreachable,
                service => $"there is no connection to the proxy {proxy}, through which {service} is called ({reason})",
                "Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY, and that the proxy is running; NO_PROXY lists the hosts to reach without it.",
                WasSent: false),
            // The only timeout of HttpClient's own is the one for connecting: see AwsHttpClients.
            _ when causes.Any(cause => cause is TimeoutException) => new(
                ErrorCode.ServiceTimeout,
                service => $"there was no connection in time to {service}",
                $"{Check}, then try again.",
                WasSent: false),
            _ when causes.Any(cause => cause is OperationCanceledException) => new(
                ErrorCode.ServiceTimeout,
                service => $"there was no answer in time from {service}",
                $"{Check}, then try again."),
            _ when causes.Any(cause => cause is HttpRequestException or SocketException or IOException) => new(
                ErrorCode.ServiceUnreachable,
                service => $"there is no connection to {service} ({reason})",
                $"{Check}.",
                WasSent: request?.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError)),
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
