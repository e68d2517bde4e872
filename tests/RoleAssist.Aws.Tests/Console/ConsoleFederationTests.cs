using System.Net;
using System.Text.Json;
using System.Web;
using RoleAssist.Aws.Console;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Console;

public sealed class ConsoleFederationTests
{
    private static readonly ServiceEndpoint Endpoint = new(
        new Uri("https://signin.aws.amazon.com/federation"),
        "us-east-1"
    );
    private static readonly AwsCredentials Credentials = new("ASIAEXAMPLE", "canary/secret+", "canary&token=");

    [Theory]
    [InlineData(null)]
    [InlineData(43_200)]
    public async Task Posts_the_credentials_as_a_form(int? seconds)
    {
        var network = FakeNetwork.Of(FakeNetwork.Ok("""{"SigninToken":"abc-_="}"""));

        Assert.Equal("abc-_=", await AskAsync(network, seconds));

        var request = Assert.Single(network.Requests);
        Assert.Equal("POST https://signin.aws.amazon.com/federation", request.ToString());
        Assert.DoesNotContain("canary", $"{request.Url}{string.Concat(request.Headers.Values)}");
        var fields = HttpUtility.ParseQueryString(request.Body);
        Assert.Equal("getSigninToken", fields["Action"]);
        Assert.Equal(seconds?.ToString(System.Globalization.CultureInfo.InvariantCulture), fields["SessionDuration"]);
        var session = JsonDocument.Parse(fields["Session"]!).RootElement;
        Assert.Equal("ASIAEXAMPLE", session.GetProperty("sessionId").GetString());
        Assert.Equal("canary/secret+", session.GetProperty("sessionKey").GetString());
        Assert.Equal("canary&token=", session.GetProperty("sessionToken").GetString());
    }

    [Theory]
    [InlineData(400, "<html>Session canary/secret+ is bad</html>", ErrorCode.RequestRejected)]
    [InlineData(403, "", ErrorCode.AccessDenied)]
    [InlineData(401, "", ErrorCode.AccessDenied)]
    [InlineData(429, "", ErrorCode.Throttled)]
    [InlineData(500, "", ErrorCode.ServiceUnavailable)]
    [InlineData(302, "", ErrorCode.ServiceUnavailable)]
    [InlineData(200, "<html>login</html>", ErrorCode.ServiceUnavailable)]
    [InlineData(200, """{"SigninToken":""}""", ErrorCode.ServiceUnavailable)]
    [InlineData(200, """{"SigninToken":"a\r\nb"}""", ErrorCode.ServiceUnavailable)]
    [InlineData(200, """{"SigninToken":{}}""", ErrorCode.ServiceUnavailable)]
    public async Task A_refusal_is_an_error_without_the_answer(int status, string body, ErrorCode code)
    {
        var network = FakeNetwork.Of(FakeNetwork.Answer((HttpStatusCode)status, body));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => AskAsync(network, seconds: null));

        Assert.Equal((code, "dev"), (fault.Code, fault.Profile));
        Assert.DoesNotContain("canary", $"{fault.Message}{fault.Hint}", StringComparison.Ordinal);
        Assert.NotNull(fault.Hint);
    }

    [Fact]
    public async Task A_refused_duration_is_the_hint()
    {
        var network = FakeNetwork.Of(FakeNetwork.Answer(HttpStatusCode.BadRequest));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => AskAsync(network, 43_200));

        Assert.StartsWith("Leave out the duration.", fault.Hint, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(FakeNetwork network, int? seconds)
    {
        using var http = new AwsHttpClients(new ProcessEnvironment([]), _ => network);
        return await new ConsoleFederation(http, new RetryPolicy(TimeProvider.System, () => 0)).GetSignInTokenAsync(
            Credentials,
            seconds,
            Endpoint,
            "dev",
            CancellationToken.None
        );
    }
}
