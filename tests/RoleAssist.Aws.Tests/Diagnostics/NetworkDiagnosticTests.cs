using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Diagnostics;
using RoleAssist.Aws.Http;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Tests.Diagnostics;

public class NetworkDiagnosticTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0, DiagnosticStatus.Ok, "The clock is right")]
    [InlineData(-120, DiagnosticStatus.Warning, "120 seconds off")]
    [InlineData(3600, DiagnosticStatus.Error, "3600 seconds off")]
    [InlineData(null, DiagnosticStatus.Warning, "has no Date header")]
    public async Task Any_response_shows_that_sts_is_reachable_and_what_its_time_is(
        int? secondsAhead,
        DiagnosticStatus status,
        string message
    )
    {
        var findings = await RunAsync(_ =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.Forbidden);
            answer.Headers.Date = secondsAhead is { } seconds ? _time.GetUtcNow().AddSeconds(seconds) : null;
            return answer;
        });

        Assert.Equal(
            (
                DiagnosticStatus.Ok,
                "STS answers at https://sts.eu-west-1.amazonaws.com, reached through the proxy http://proxy:8080."
            ),
            (findings[0].Status, findings[0].Message)
        );
        Assert.Equal(status, findings[1].Status);
        Assert.Contains(message, findings[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_why_sts_did_not_answer()
    {
        var findings = await RunAsync(_ =>
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException())
        );

        var finding = Assert.Single(findings);
        Assert.Equal(DiagnosticStatus.Error, finding.Status);
        Assert.StartsWith(
            "Could not connect to the proxy http://proxy:8080, which is used for STS at "
                + "https://sts.eu-west-1.amazonaws.com",
            finding.Message,
            StringComparison.Ordinal
        );
        Assert.NotNull(finding.Hint);
    }

    private async Task<IReadOnlyList<DiagnosticFinding>> RunAsync(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        var environment = new ProcessEnvironment([
            KeyValuePair.Create("AWS_REGION", "eu-west-1"),
            KeyValuePair.Create("HTTPS_PROXY", "http://bob:pass@proxy:8080"),
        ]);
        using var clients = new AwsHttpClients(environment, inner => new Handler(inner, answer));
        return await new NetworkDiagnostic(environment, new NoFiles(), clients, _time).RunAsync(CancellationToken.None);
    }

    private sealed class NoFiles : IProfileStore
    {
        public ValueTask<ProfileSet> LoadAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult(ProfileSet.Empty);
    }

    private sealed class Handler(HttpMessageHandler inner, Func<HttpRequestMessage, HttpResponseMessage> answer)
        : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => Task.FromResult(answer(request));
    }
}
