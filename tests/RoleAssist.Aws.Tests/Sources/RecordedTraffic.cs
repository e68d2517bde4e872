using System.Net;
using System.Text;
using System.Text.Json;

namespace RoleAssist.Aws.Tests.Sources;

/// <summary>
/// Answers each request with the next response that was recorded for the same method and URL, and refuses the
/// connection for any other request.
/// </summary>
internal sealed class RecordedTraffic : HttpMessageHandler
{
    private readonly List<Exchange> _exchanges;

    public RecordedTraffic(JsonElement traffic) =>
        _exchanges = [
            .. traffic
                .GetProperty("events")
                .EnumerateArray()
                .GroupBy(entry => entry.GetProperty("connection_id").GetInt32(), entry => entry.GetProperty("action"))
                .Select(Exchange.Of),
        ];

    /// <summary>The recorded requests that have not been made.</summary>
    public IReadOnlyList<string> PendingRequests => [.. _exchanges.Select(exchange => exchange.Request)];

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (
            _exchanges is not [var next, ..]
            || next.Request != Describe(request.Method.Method, request.RequestUri!.AbsoluteUri)
        )
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError,
                $"No response was recorded for {request.Method} {request.RequestUri}."
            );
        }

        foreach (var (name, value) in next.Headers)
        {
            Assert.Equal(
                (name, value),
                (name, request.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null)
            );
        }

        _exchanges.RemoveAt(0);
        return next.Status is { } status
            ? Task.FromResult(
                new HttpResponseMessage(status)
                {
                    Content = new StringContent(next.Body, Encoding.UTF8, next.ContentType),
                    RequestMessage = request,
                }
            )
            : throw new HttpRequestException(HttpRequestError.ConnectionError, "The recorded connection failed.");
    }

    /// <summary>Describes a request independent of the order of its query parameters.</summary>
    private static string Describe(string method, string url)
    {
        var uri = new Uri(url);
        return $"{method} {uri.GetLeftPart(UriPartial.Path)} {string.Join('&', uri.Query.TrimStart('?').Split('&').Order(StringComparer.Ordinal))}";
    }

    private sealed record Exchange(
        string Request,
        IReadOnlyDictionary<string, string> Headers,
        HttpStatusCode? Status,
        string ContentType,
        string Body
    )
    {
        /// <summary>
        /// The headers that carry a token or an option; the others are specific to the SDK that made the recording.
        /// </summary>
        private static readonly string[] Meant =
        [
            "accept",
            "authorization",
            "x-aws-ec2-metadata-token",
            "x-aws-ec2-metadata-token-ttl-seconds",
            "x-amz-sso_bearer_token",
        ];

        public static Exchange Of(IEnumerable<JsonElement> actions)
        {
            var all = actions.ToList();
            var request = Find(all, "Request").Single().GetProperty("request");
            var url = request.GetProperty("uri").GetString()!;
            var response = Find(all, "Response").Select(found => found.GetProperty("response")).FirstOrDefault();
            var ok =
                response.ValueKind == JsonValueKind.Object && response.TryGetProperty("Ok", out var answer)
                    ? answer
                    : default;
            return new Exchange(
                Describe(request.GetProperty("method").GetString()!, url),
                HeadersOf(request)
                    .Where(header =>
                        Meant.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
                        && !header.Value.StartsWith("AWS4-", StringComparison.Ordinal)
                    )
                    .ToDictionary(),
                ok.ValueKind == JsonValueKind.Object ? (HttpStatusCode)ok.GetProperty("status").GetInt32() : null,
                ok.ValueKind == JsonValueKind.Object
                    ? HeadersOf(ok).GetValueOrDefault("content-type", "text/plain")
                    : "text/plain",
                string.Concat(
                    Find(all, "Data")
                        .Where(data => data.GetProperty("direction").GetString() == "Response")
                        .Select(data => Text(data.GetProperty("data")))
                )
            );
        }

        private static IEnumerable<JsonElement> Find(IEnumerable<JsonElement> actions, string kind) =>
            actions.Where(action => action.TryGetProperty(kind, out _)).Select(action => action.GetProperty(kind));

        private static string Text(JsonElement data) =>
            data.TryGetProperty("Utf8", out var text)
                ? text.GetString()!
                : Encoding.UTF8.GetString(data.GetProperty("Base64").GetBytesFromBase64());

        private static Dictionary<string, string> HeadersOf(JsonElement message) =>
            message
                .GetProperty("headers")
                .EnumerateObject()
                .ToDictionary(
                    header => header.Name,
                    header => header.Value[0].GetString()!,
                    StringComparer.OrdinalIgnoreCase
                );
    }
}
