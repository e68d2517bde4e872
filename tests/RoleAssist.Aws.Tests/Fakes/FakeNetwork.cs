using System.Net;
using System.Text;

namespace RoleAssist.Aws.Tests.Fakes;

/// <summary>Replaces the network: answers requests as the test specifies and records them.</summary>
internal sealed class FakeNetwork(Func<FakeRequest, FakeAnswer> answer) : HttpMessageHandler
{
    public List<FakeRequest> Requests { get; } = [];

    /// <summary>Returns these responses in order, and repeats the last one.</summary>
    public static FakeNetwork Of(params FakeAnswer[] answers)
    {
        var next = 0;
        return new FakeNetwork(_ => answers[Math.Min(next++, answers.Length - 1)]);
    }

    public static FakeAnswer Answer(HttpStatusCode status, string body = "") => new(status, body);

    public static FakeAnswer Ok(string body) => Answer(HttpStatusCode.OK, body);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(
            header => header.Key,
            header => string.Join(',', header.Value),
            StringComparer.OrdinalIgnoreCase
        );
        var asked = new FakeRequest(request.Method.Method, request.RequestUri!, headers, body);
        Requests.Add(asked);
        var sent = answer(asked);
        var response = new HttpResponseMessage(sent.Status)
        {
            Content = new StringContent(sent.Body, Encoding.UTF8, "text/xml"),
            RequestMessage = request,
        };
        if (sent.Location is { } location)
        {
            response.Headers.TryAddWithoutValidation("Location", location);
        }

        return response;
    }
}

/// <summary>A request as it would have been sent.</summary>
internal sealed record FakeRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public override string ToString() => $"{Method} {Url.AbsoluteUri}";
}

internal sealed record FakeAnswer(HttpStatusCode Status, string Body)
{
    /// <summary>Gets where it redirects to.</summary>
    public string? Location { get; init; }
}
