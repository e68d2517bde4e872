using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Tells the requests of AWS' SDKs from those of browsers and proxies, before it is looked at what they ask for. A page
/// can make a browser send requests to this machine, under a name of its own even (DNS rebinding), but it can neither
/// write <c>Host</c> nor leave away what browsers say of themselves
/// (https://fetch.spec.whatwg.org/#forbidden-request-header, https://www.w3.org/TR/fetch-metadata/).
/// </summary>
internal static class RequestGuard
{
    /// <summary>Headers that no SDK sends here: what browsers and proxies say, and what would make one request look like another.</summary>
    private static readonly FrozenSet<string> Foreign = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Origin", "Referer", "Cookie", "DNT", "Upgrade-Insecure-Requests", "Service-Worker", "X-Requested-With",
        "Forwarded", "Via", "X-Real-IP", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override",
        "Transfer-Encoding", "Content-Encoding", "Trailer", "Expect");

    private static readonly string[] ForeignPrefixes = ["Sec-", "X-Forwarded", "Access-Control-", "Proxy-"];

    /// <summary>The status of a refusal; null for a request that may be answered.</summary>
    /// <param name="request">The request.</param>
    /// <param name="host">What its <c>Host</c> must be, to the letter.</param>
    public static int? Refuse(HttpRequest request, string host)
    {
        if (!string.Equals(request.Method, HttpMethods.Get, StringComparison.Ordinal))
        {
            return StatusCodes.Status405MethodNotAllowed;
        }

        return HttpProtocol.IsHttp11(request.Protocol)
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

    /// <remarks>A loop, because it is run for every header of every request.</remarks>
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

    /// <summary>All browsers call themselves Mozilla; so does PowerShell, and says that it is PowerShell.</summary>
    private static bool IsBrowser(StringValues userAgent) =>
        userAgent[0]!.Contains("Mozilla/", StringComparison.OrdinalIgnoreCase)
        && !userAgent[0]!.Contains("PowerShell/", StringComparison.Ordinal);
}
