using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Distinguishes requests of AWS SDKs from those of browsers and proxies, before they are processed. A page can make a
/// browser send requests to this machine, even under its own host name (DNS rebinding), but it can neither set
/// <c>Host</c> nor omit the headers that browsers add (https://fetch.spec.whatwg.org/#forbidden-request-header,
/// https://www.w3.org/TR/fetch-metadata/).
/// </summary>
internal static class RequestGuard
{
    /// <summary>
    /// Headers that no SDK sends here: those of browsers and proxies, and those that would disguise a request as
    /// another.
    /// </summary>
    private static readonly FrozenSet<string> Foreign = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Origin",
        "Referer",
        "Cookie",
        "DNT",
        "Upgrade-Insecure-Requests",
        "Service-Worker",
        "X-Requested-With",
        "Forwarded",
        "Via",
        "X-Real-IP",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-HTTP-Method",
        "X-HTTP-Method-Override",
        "X-Method-Override",
        "Transfer-Encoding",
        "Content-Encoding",
        "Trailer",
        "Expect"
    );

    private static readonly string[] ForeignPrefixes = ["Sec-", "X-Forwarded", "Access-Control-", "Proxy-"];

    /// <summary>Returns the status code of the refusal; null if the request is allowed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="host">The exact <c>Host</c> header that is required.</param>
    /// <param name="methods">The allowed methods.</param>
    public static int? Refuse(HttpRequest request, string host, params ReadOnlySpan<string> methods)
    {
        if (!methods.Contains(request.Method))
        {
            return StatusCodes.Status405MethodNotAllowed;
        }

        return
            HttpProtocol.IsHttp11(request.Protocol)
            && HasOnlyHeadersOfSdks(request.Headers, host)
            && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true
            ? null
            : StatusCodes.Status403Forbidden;
    }

    private static bool HasOnlyHeadersOfSdks(IHeaderDictionary headers, string host)
    {
        var hasHost = false;
        foreach (var (name, values) in headers)
        {
            if (values.Count != 1 || IsForeign(name))
            {
                return false;
            }

            if (string.Equals(name, "Host", StringComparison.OrdinalIgnoreCase))
            {
                hasHost = string.Equals(values[0], host, StringComparison.Ordinal);
                if (!hasHost)
                {
                    return false;
                }
            }
            else if (string.Equals(name, "User-Agent", StringComparison.OrdinalIgnoreCase) && IsBrowser(values))
            {
                return false;
            }
        }

        return hasHost;
    }

    /// <remarks>A loop for performance: this runs for every header of every request.</remarks>
    private static bool IsForeign(string name)
    {
        foreach (var prefix in ForeignPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return Foreign.Contains(name);
    }

    /// <summary>
    /// All browsers identify themselves as Mozilla. So does PowerShell, which also identifies itself as PowerShell.
    /// </summary>
    private static bool IsBrowser(StringValues userAgent) =>
        userAgent[0]!.Contains("Mozilla/", StringComparison.OrdinalIgnoreCase)
        && !userAgent[0]!.Contains("PowerShell/", StringComparison.Ordinal);
}
