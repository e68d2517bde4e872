using System.Net;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Accounts;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Tests.Accounts;

public class Ec2RegionsTests
{
    private static readonly ServiceEndpoint Endpoint = new(new Uri("https://ec2.eu-west-1.amazonaws.com"), "eu-west-1");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Reads_the_names_of_the_regions()
    {
        var network = FakeNetwork.Of(
            FakeNetwork.Ok(
                """
                <DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>x</requestId><regionInfo>
                <item><regionName>eu-west-1</regionName><regionEndpoint>ec2.eu-west-1.amazonaws.com</regionEndpoint><optInStatus>opt-in-not-required</optInStatus></item>
                <item><regionName>af-south-1</regionName><optInStatus>opted-in</optInStatus></item>
                </regionInfo></DescribeRegionsResponse>
                """
            )
        );

        Assert.Equal(["eu-west-1", "af-south-1"], await ListAsync(network));
        var request = Assert.Single(network.Requests);
        Assert.Equal("Action=DescribeRegions&Version=2016-11-15", request.Body);
        Assert.Contains("/eu-west-1/ec2/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "UnauthorizedOperation", ErrorCode.AccessDenied)]
    [InlineData(503, "RequestLimitExceeded", ErrorCode.Throttled)]
    [InlineData(401, "AuthFailure", ErrorCode.RequestRejected)]
    [InlineData(500, "InternalError", ErrorCode.ServiceUnavailable)]
    public async Task A_refusal_says_what_to_do(int status, string code, ErrorCode expected)
    {
        var fault = await FailsAsync(
            status,
            $"<Response><Errors><Error><Code>{code}</Code><Message>No.</Message></Error></Errors></Response>"
        );

        Assert.Equal((expected, "dev"), (fault.Code, fault.Profile));
        Assert.Equal($"Could not list the regions of 'dev': AWS refused ec2:DescribeRegions ({code}).", fault.Message);
        Assert.Contains("--regions", fault.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<a/>")]
    [InlineData(200, "no xml")]
    [InlineData(200, "<a><regionName>../../x</regionName></a>")]
    [InlineData(200, "<!DOCTYPE a [<!ENTITY b \"eu-west-1\">]><a><regionName>&b;</regionName></a>")]
    [InlineData(403, "<html>Blocked</html>")]
    public async Task An_answer_that_is_not_of_ec2_is_an_error(int status, string body) =>
        Assert.Equal(ErrorCode.ServiceUnavailable, (await FailsAsync(status, body)).Code);

    private Task<RoleAssistException> FailsAsync(int status, string body) =>
        Assert.ThrowsAsync<RoleAssistException>(() =>
            ListAsync(FakeNetwork.Of(FakeNetwork.Answer((HttpStatusCode)status, body)))
        );

    private async Task<IReadOnlyList<string>> ListAsync(FakeNetwork network)
    {
        using var http = new AwsHttpClients(new ProcessEnvironment([]), _ => network);
        var keys = new AwsCredentials("ASIA", "secret", "token");
        var chain = new RoleChain(
            "dev",
            new KeySource(ProfileKind.AccessKey, "dev", keys),
            [],
            null,
            Endpoint,
            ProfileEndpoints.None
        );
        return await _time.PassAsync(
            new Ec2Regions(http, new RetryPolicy(_time, () => 0), TestClock.Of(_time)).ListEnabledAsync(
                new Session(SessionId.FromChain(chain), chain, keys, "111122223333", "arn"),
                Endpoint,
                CancellationToken.None
            )
        );
    }
}
