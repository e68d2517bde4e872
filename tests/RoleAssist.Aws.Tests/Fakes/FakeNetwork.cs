using System.Net;
using System.Text;

namespace RoleAssist.Aws.Tests.Fakes;

/// <summary>Stands where the network is, answers as the test says and writes down what was asked.</summary>
internal sealed class FakeNetwork(Func<FakeRequest, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<FakeRequest> Requests { get; } = [];

    /// <summary>Gives these answers one after the other, and the last one for ever.</summary>
    public static FakeNetwork Of(params HttpResponseMessage[] answers)
    {
        var next = 0;
        return new FakeNetwork(_ => answers[Math.Min(next++, answers.Length - 1)]);
    }

    public static HttpResponseMessage Answer(HttpStatusCode status, string body = "") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8) };

    public static HttpResponseMessage Ok(string body) => Answer(HttpStatusCode.OK, body);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        var asked = new FakeRequest(request.Method.Method, request.RequestUri!, headers, body);
        Requests.Add(asked);
        var response = answer(asked);
        response.RequestMessage = request;
        return response;
    }
}

/// <summary>A request as it would have gone out.</summary>
internal sealed record FakeRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public override string ToString() => $"{Method} {Url.AbsoluteUri}";
}
