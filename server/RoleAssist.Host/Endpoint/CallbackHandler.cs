using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Judges what arrives at the port of a sign-in. Only a request with the right <c>state</c> ends it; every other one,
/// from another page, another user or a scanner, is refused and changes nothing.
/// </summary>
/// <param name="state">The secret that only the page of this sign-in knows.</param>
internal sealed class CallbackHandler(string state)
{
    private const int LongestCode = 8 * 1024;

    private readonly TaskCompletionSource<CallbackAnswer> _answer = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private int _answers;

    /// <summary>Gets or sets the exact <c>Host</c> header that is required: another one means DNS rebinding.</summary>
    public string Host { get; set; } = "";

    /// <summary>Completes when the right answer has arrived and the browser has its page.</summary>
    public Task<CallbackAnswer> Answer => _answer.Task;

    public async Task HandleAsync(HttpContext context)
    {
        var (status, page, answer) = Judge(context.Request);
        try
        {
            await WriteAsync(context.Response, status, page).ConfigureAwait(false);
        }
        finally
        {
            if (answer is not null)
            {
                _answer.TrySetResult(answer);
            }
        }
    }

    private (int Status, CallbackPage Page, CallbackAnswer? Answer) Judge(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method))
        {
            return (StatusCodes.Status405MethodNotAllowed, CallbackPage.NotHere, null);
        }

        if (!IsNavigation(request))
        {
            return (StatusCodes.Status403Forbidden, CallbackPage.NotHere, null);
        }

        // Not with the operator, which ignores case.
        if (!string.Equals(request.Path.Value, CallbackListener.Path, StringComparison.Ordinal))
        {
            return (StatusCodes.Status404NotFound, CallbackPage.NotHere, null);
        }

        if (Single(request, "state") is not { } given || !RandomSecret.IsKnown(state, given))
        {
            return (StatusCodes.Status400BadRequest, CallbackPage.OtherSignIn, null);
        }

        if (Read(request) is not { } answer)
        {
            return (StatusCodes.Status400BadRequest, CallbackPage.OtherSignIn, null);
        }

        return Interlocked.Increment(ref _answers) == 1
            ? (StatusCodes.Status200OK, CallbackPage.Of(answer), answer)
            : (StatusCodes.Status400BadRequest, CallbackPage.UsedAlready, null);
    }

    /// <summary>
    /// Whether a browser goes to the address, as after a redirect. A page that only makes it send a request says so
    /// (https://www.w3.org/TR/fetch-metadata/).
    /// </summary>
    private bool IsNavigation(HttpRequest request) =>
        request.Headers.Host is [var host]
        && string.Equals(host, Host, StringComparison.Ordinal)
        && request.Headers.Origin.Count == 0
        && IsAbsentOr(request.Headers["Sec-Fetch-Mode"], "navigate")
        && IsAbsentOr(request.Headers["Sec-Fetch-Dest"], "document")
        && request.Headers["Sec-Purpose"].Count == 0
        && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true;

    private static bool IsAbsentOr(StringValues values, string wanted) =>
        values.Count == 0 || (values.Count == 1 && values[0] == wanted);

    private static CallbackAnswer? Read(HttpRequest request) =>
        Single(request, "code") is { Length: > 0 and <= LongestCode } code && request.Query["error"].Count == 0
            ? new CallbackAnswer(code)
        : request.Query["code"].Count == 0 && Single(request, "error") is { Length: > 0 } error
            ? new CallbackAnswer(null, error, Single(request, "error_description"))
        : null;

    /// <summary>Returns a parameter that occurs once (RFC 6749, section 3.1); null otherwise.</summary>
    private static string? Single(HttpRequest request, string name) =>
        request.Query[name] is [{ } value] ? value : null;

    private static async Task WriteAsync(HttpResponse response, int status, CallbackPage page)
    {
        var body = Encoding.UTF8.GetBytes(page.Html);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.ContentSecurityPolicy = CallbackPage.SecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Connection = "close";
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = HttpMethods.Get;
        }

        await response.Body.WriteAsync(body).ConfigureAwait(false);
        await response.CompleteAsync().ConfigureAwait(false);
    }
}
