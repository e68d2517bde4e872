using System.Net;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Metadata;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Metadata;

public class InstanceMetadataCredentialsTests
{
    private const string Base = "http://169.254.169.254/latest/";
    private const string Keys =
        """{"Code":"Success","AccessKeyId":"ASIA","SecretAccessKey":"s","Token":"t","Expiration":"2026-07-01T13:00:00Z"}""";

    private readonly FakeTimeProvider _time = new();
    private string _token = "token-1";

    [Fact]
    public async Task Gets_a_token_then_the_role_then_its_credentials()
    {
        var network = new FakeNetwork(Serve);

        var credentials = await GetAsync(network);

        Assert.Equal(
            new AwsCredentials("ASIA", "s", "t", new DateTimeOffset(2026, 7, 1, 13, 0, 0, TimeSpan.Zero)),
            credentials
        );
        Assert.Equal(
            [
                $"PUT {Base}api/token",
                $"GET {Base}meta-data/iam/security-credentials/",
                $"GET {Base}meta-data/iam/security-credentials/web",
            ],
            network.Requests.Select(request => request.ToString())
        );
        Assert.Equal("21600", network.Requests[0].Headers["x-aws-ec2-metadata-token-ttl-seconds"]);
    }

    [Fact]
    public async Task Renews_an_expired_token_once()
    {
        var network = new FakeNetwork(request =>
        {
            var answer = Serve(request);
            // Between the first response and the next request.
            _token = request.Method == "PUT" && _token == "token-1" ? "token-2" : _token;
            return answer;
        });

        Assert.Equal("ASIA", (await GetAsync(network)).AccessKeyId);
        Assert.Equal(2, network.Requests.Count(request => request.Method == "PUT"));
    }

    [Fact]
    public async Task Does_not_renew_a_rejected_token_forever()
    {
        var network = new FakeNetwork(request =>
            request.Method == "PUT" ? FakeNetwork.Ok("x") : FakeNetwork.Answer(HttpStatusCode.Unauthorized)
        );

        Assert.Equal(ErrorCode.AccessDenied, (await FailsAsync(network)).Code);
        Assert.Equal(4, network.Requests.Count);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    public async Task Without_a_token_uses_version_1_only_if_allowed(int status)
    {
        FakeAnswer Old(FakeRequest request) =>
            request.Method == "PUT" ? FakeNetwork.Answer((HttpStatusCode)status)
            : request.Headers.ContainsKey("x-aws-ec2-metadata-token") ? FakeNetwork.Answer(HttpStatusCode.BadRequest)
            : FakeNetwork.Ok(request.Url.AbsolutePath.EndsWith('/') ? "web" : Keys);

        var refused = await FailsAsync(new FakeNetwork(Old));

        Assert.Equal("ASIA", (await GetAsync(new FakeNetwork(Old), Source(allowV1: true))).AccessKeyId);
        Assert.Equal(ErrorCode.AccessDenied, refused.Code);
        Assert.Contains("ec2_metadata_v1_disabled = false", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_an_instance_without_a_role()
    {
        var network = new FakeNetwork(request =>
            request.Method == "PUT" ? FakeNetwork.Ok("x") : FakeNetwork.Answer(HttpStatusCode.NotFound, "<html>")
        );

        var fault = await FailsAsync(network);

        Assert.Equal(ErrorCode.CredentialsMissing, fault.Code);
        Assert.Contains("no role", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"Code":"AssumeRoleUnauthorizedAccess","Message":"EC2 cannot assume the role web."}""",
        ErrorCode.AccessDenied,
        "EC2 cannot assume"
    )]
    [InlineData("""{"Code":"Success"}""", ErrorCode.ServiceUnavailable, "valid credentials")]
    [InlineData("nonsense", ErrorCode.ServiceUnavailable, "valid credentials")]
    public async Task Reports_a_response_without_credentials(string body, ErrorCode code, string complaint)
    {
        var fault = await FailsAsync(
            new FakeNetwork(request =>
                request.Url.AbsolutePath.EndsWith("/web", StringComparison.Ordinal)
                    ? FakeNetwork.Ok(body)
                    : Serve(request)
            )
        );

        Assert.Equal(code, fault.Code);
        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../dynamic/instance-identity")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task Rejects_an_invalid_role_name(string role)
    {
        var network = new FakeNetwork(request =>
            request.Url.AbsolutePath.EndsWith('/') ? FakeNetwork.Ok(role) : Serve(request)
        );

        Assert.Equal(ErrorCode.ServiceUnavailable, (await FailsAsync(network)).Code);
        Assert.Equal(2, network.Requests.Count);
    }

    [Fact]
    public async Task Retries_once_without_an_answer_and_then_explains_the_error()
    {
        var network = Unreachable();

        var named = await FailsAsync(network);
        var last = await FailsAsync(Unreachable(), Source(profile: null));

        Assert.Equal((ErrorCode.ServiceUnreachable, 2), (named.Code, network.Requests.Count));
        Assert.Equal(ErrorCode.CredentialsMissing, last.Code);
        Assert.Contains("No credentials found in the environment", last.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turned_off_metadata_means_no_credentials_unless_a_profile_uses_it()
    {
        var off = FakeNetwork.Of(FakeNetwork.Answer(HttpStatusCode.Forbidden));

        Assert.Equal(ErrorCode.AccessDenied, (await FailsAsync(off)).Code);
        Assert.Equal(ErrorCode.CredentialsMissing, (await FailsAsync(off, Source(profile: null))).Code);
    }

    [Fact]
    public async Task Uses_the_configured_number_of_attempts_and_timeout()
    {
        var network = Unreachable();
        await FailsAsync(network, Source() with { Attempts = 4 });

        using var silent = new SilentNetwork();
        var call = GetAsync(silent, Source() with { Attempts = 1, Timeout = TimeSpan.FromSeconds(3) });
        await silent.Asked;
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(ErrorCode.ServiceTimeout, (await Assert.ThrowsAsync<RoleAssistException>(() => call)).Code);
        Assert.Equal(4, network.Requests.Count);
    }

    [Fact]
    public async Task Cancellation_is_not_reported_as_a_missing_answer()
    {
        using var cancel = new CancellationTokenSource();
        using var silent = new SilentNetwork();
        var call = GetAsync(silent, Source(profile: null), cancel.Token);
        await silent.Asked;

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Keeps_a_path_in_the_endpoint()
    {
        var network = new FakeNetwork(Serve);

        await GetAsync(network, new InstanceMetadataSource("p", new Uri("http://[::1]:1338/mock"), AllowV1: false));

        Assert.Equal("http://[::1]:1338/mock/latest/api/token", network.Requests[0].Url.AbsoluteUri);
    }

    private static InstanceMetadataSource Source(string? profile = "p", bool allowV1 = false) =>
        new(profile, new Uri("http://169.254.169.254"), allowV1);

    private static FakeNetwork Unreachable() =>
        new(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "no route to host"));

    private FakeAnswer Serve(FakeRequest request) =>
        request.Method == "PUT" ? FakeNetwork.Ok(_token)
        : request.Headers.GetValueOrDefault("x-aws-ec2-metadata-token") != _token
            ? FakeNetwork.Answer(HttpStatusCode.Unauthorized)
        : FakeNetwork.Ok(request.Url.AbsolutePath.EndsWith('/') ? "web" : Keys);

    private Task<RoleAssistException> FailsAsync(FakeNetwork network, InstanceMetadataSource? source = null) =>
        Assert.ThrowsAsync<RoleAssistException>(() => GetAsync(network, source));

    private async Task<AwsCredentials> GetAsync(
        HttpMessageHandler network,
        InstanceMetadataSource? source = null,
        CancellationToken cancellationToken = default
    )
    {
        using var http = new MetadataHttpClients(_ => network);
        return await new InstanceMetadataCredentials(http, new RetryPolicy(_time, () => 0)).GetAsync(
            source ?? Source(),
            cancellationToken
        );
    }
}
