using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Metadata;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Metadata;

public sealed class ContainerCredentialsTests : IDisposable
{
    private const string Keys =
        """{"AccessKeyId":"ASIA","SecretAccessKey":"s","Token":"t","Expiration":"2026-07-01T13:00:00Z","AccountId":"123456789012"}""";

    private readonly FakeTimeProvider _time = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Reads_credentials_with_account_and_expiration()
    {
        var network = FakeNetwork.Of(FakeNetwork.Ok(Keys));

        var credentials = await GetAsync(
            network,
            new ContainerSource("p", new Uri("http://169.254.170.2/a?b=1"), "Basic x:y", null)
        );

        Assert.Equal(
            new AwsCredentials(
                "ASIA",
                "s",
                "t",
                new DateTimeOffset(2026, 7, 1, 13, 0, 0, TimeSpan.Zero),
                "123456789012"
            ),
            credentials
        );
        var request = Assert.Single(network.Requests);
        Assert.Equal("GET http://169.254.170.2/a?b=1", request.ToString());
        Assert.Equal(("application/json", "Basic x:y"), (request.Headers["Accept"], request.Headers["Authorization"]));
    }

    [Fact]
    public async Task Prefers_the_token_file_and_rereads_it_each_time()
    {
        var network = FakeNetwork.Of(FakeNetwork.Ok(Keys));
        var source = new ContainerSource("p", new Uri("http://127.0.0.1/"), "old", _file);
        foreach (var token in new[] { "first", "second\n" })
        {
            await File.WriteAllTextAsync(_file, token);
            await GetAsync(network, source);
        }

        Assert.Equal(["first", "second"], network.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a\nX-Injected: b", "more than one line")]
    public async Task Reports_an_invalid_token_file_without_its_content(string content, string complaint)
    {
        await File.WriteAllTextAsync(_file, content);

        var fault = await FailsAsync(
            FakeNetwork.Of(FakeNetwork.Ok(Keys)),
            new ContainerSource("p", new Uri("http://127.0.0.1/"), null, _file)
        );

        Assert.Equal(ErrorCode.CredentialSourceFailed, fault.Code);
        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Injected", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        403,
        """{"code":"AccessDenied","message":"no\u001b[31m such\u0000 task"}""",
        ErrorCode.AccessDenied,
        "AccessDenied: no\uFFFD[31m such\uFFFD task"
    )]
    [InlineData(404, "<html>", ErrorCode.RequestRejected, "returned status 404")]
    [InlineData(429, "", ErrorCode.Throttled, "returned status 429")]
    [InlineData(500, """{"code":"InternalServerError","message":"sorry"}""", ErrorCode.ServiceUnavailable, "sorry")]
    [InlineData(302, "", ErrorCode.RequestRejected, "redirects are not followed")]
    [InlineData(200, "garbage", ErrorCode.ServiceUnavailable, "valid credentials")]
    [InlineData(200, """{"AccessKeyId":"ASIA"}""", ErrorCode.ServiceUnavailable, "valid credentials")]
    [InlineData(
        200,
        """{"AccessKeyId":"ASIA","SecretAccessKey":"s","Expiration":"soon"}""",
        ErrorCode.ServiceUnavailable,
        "valid credentials"
    )]
    [InlineData(
        200,
        """{"Code":"AssumeRoleUnauthorizedAccess","Message":"not trusted"}""",
        ErrorCode.ServiceUnavailable,
        "not trusted"
    )]
    public async Task Shows_the_endpoint_error_on_one_line_without_control_characters(
        int status,
        string body,
        ErrorCode code,
        string complaint
    )
    {
        var fault = await FailsAsync(FakeNetwork.Of(FakeNetwork.Answer((HttpStatusCode)status, body)));

        Assert.Equal((code, "p"), (fault.Code, fault.Profile));
        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, char.IsControl);
    }

    [Fact]
    public async Task Retries_transient_errors()
    {
        var network = FakeNetwork.Of(
            FakeNetwork.Answer(HttpStatusCode.ServiceUnavailable),
            FakeNetwork.Answer(HttpStatusCode.TooManyRequests),
            FakeNetwork.Ok(Keys)
        );

        Assert.Equal("ASIA", (await GetAsync(network)).AccessKeyId);
        Assert.Equal(3, network.Requests.Count);
    }

    [Fact]
    public async Task Does_not_retry_a_rejection()
    {
        var network = FakeNetwork.Of(FakeNetwork.Answer(HttpStatusCode.Forbidden), FakeNetwork.Ok(Keys));

        await FailsAsync(network);

        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task Over_plain_http_a_host_name_must_resolve_to_loopback_addresses()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var source = new ContainerSource(
            "p",
            new Uri($"http://agent.example:{((IPEndPoint)server.LocalEndpoint).Port}/creds"),
            null,
            null
        );
        var serving = ServeOnceAsync(server);
        var lookUps = 0;

        var credentials = await GetAsync(null, source, Addresses("127.0.0.1"));
        var request = await serving;
        server.Stop();
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            GetAsync(null, source, Addresses("127.0.0.1", "192.168.0.7"))
        );

        Assert.Equal("ASIA", credentials.AccessKeyId);
        Assert.Contains("Host: agent.example", request, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.ConfigurationInvalid, fault.Code);
        Assert.Contains("agent.example resolves to 192.168.0.7", fault.Message, StringComparison.Ordinal);
        // Resolved once per connection: a second lookup could return another address.
        Assert.Equal(2, lookUps);

        Func<string, CancellationToken, Task<IPAddress[]>> Addresses(params string[] addresses) =>
            (_, _) =>
            {
                lookUps++;
                return Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());
            };
    }

    [Fact]
    public async Task A_closed_port_is_reported_as_unreachable()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/");
        server.Stop();

        Assert.Equal(
            ErrorCode.ServiceUnreachable,
            (await FailsAsync(null, new ContainerSource("p", url, null, null))).Code
        );
    }

    private Task<RoleAssistException> FailsAsync(FakeNetwork? network, ContainerSource? source = null) =>
        Assert.ThrowsAsync<RoleAssistException>(() => GetAsync(network, source));

    private async Task<AwsCredentials> GetAsync(
        FakeNetwork? network,
        ContainerSource? source = null,
        Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null
    )
    {
        using var http = new MetadataHttpClients(network is null ? null : _ => network, lookUp);
        return await new ContainerCredentials(http, new RetryPolicy(_time, () => 0)).GetAsync(
            source ?? new ContainerSource("p", new Uri("http://127.0.0.1/creds"), null, null),
            CancellationToken.None
        );
    }

    private static async Task<string> ServeOnceAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync();
        var buffer = new byte[4096];
        var length = await client.GetStream().ReadAsync(buffer);
        await client
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Length: {Keys.Length}\r\nConnection: close\r\n\r\n{Keys}"
                )
            );
        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
