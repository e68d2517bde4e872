using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RoleAssist.Host.ConsoleLinks;

/// <summary>
/// Tells a person's click from what else a browser sends to a port: scripts of pages, DNS rebinding, and pages that are
/// fetched ahead (https://www.w3.org/TR/fetch-metadata/, https://wicg.github.io/nav-speculation/prefetch.html). A program
/// of the user can send what a click sends, so it is no barrier to programs.
/// </summary>
internal static class BrowserGuard
{
    /// <summary>Headers with which a request says that nobody has clicked yet.</summary>
    private static readonly string[] LookingAhead = ["Purpose", "Sec-Purpose", "X-Purpose", "X-Moz"];

    /// <summary>Headers that no navigation has.</summary>
    private static readonly string[] OfScripts =
    [
        "Origin",
        "Service-Worker",
        "X-Requested-With",
        "Access-Control-Request-Method",
        "Transfer-Encoding",
        "Expect",
    ];

    /// <summary>Returns the status code of the refusal; null if the request is a person's.</summary>
    /// <param name="request">The request.</param>
    /// <param name="host">The exact <c>Host</c> header that is required.</param>
    public static int? Refuse(HttpRequest request, string host)
    {
        if (!HttpMethods.IsGet(request.Method))
        {
            return StatusCodes.Status405MethodNotAllowed;
        }

        var headers = request.Headers;
        return
            HttpProtocol.IsHttp11(request.Protocol)
            && headers.Host is [var only]
            && only == host
            && !Array.Exists(OfScripts, headers.ContainsKey)
            && !Array.Exists(LookingAhead, headers.ContainsKey)
            && IsOneOf(headers["Sec-Fetch-Mode"], "navigate")
            && IsOneOf(headers["Sec-Fetch-Dest"], "document")
            && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true
            ? null
            : StatusCodes.Status403Forbidden;
    }

    /// <summary>Older browsers and programs do not send the header.</summary>
    private static bool IsOneOf(Microsoft.Extensions.Primitives.StringValues values, string expected) =>
        values.Count == 0 || (values.Count == 1 && values[0] == expected);
}
