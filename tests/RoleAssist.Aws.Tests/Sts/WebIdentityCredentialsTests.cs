using System.Net;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Sts;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.Sts;

public sealed class WebIdentityCredentialsTests : IDisposable
{
    private const string Role = "arn:aws:iam::123456789012:role/ci";
    private const string Answer = """
        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>
        <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/ci/me</Arn><AssumedRoleId>AROA:me</AssumedRoleId></AssumedRoleUser>
        <Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-07-01T13:00:00Z</Expiration></Credentials>
        </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
        """;

    private readonly FakeTimeProvider _time = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Sends_the_token_unsigned_and_rereads_it_each_time()
    {
        var network = FakeNetwork.Of(FakeNetwork.Ok(Answer));
        foreach (var token in new[] { "jwt-1\n", "jwt-2" })
        {
            await File.WriteAllTextAsync(_file, token);
            Assert.Equal(
                new AwsCredentials(
                    "ASIA",
                    "s",
                    "t",
                    new DateTimeOffset(2026, 7, 1, 13, 0, 0, TimeSpan.Zero),
                    "123456789012"
                ),
                await GetAsync(network, new WebIdentitySource("p", Role, _file, "ci-run", 1800))
            );
        }

        Assert.All(network.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization")));
        var parameters = network.Requests.Select(request => request.Body.Split('&').ToHashSet()).ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "Action=AssumeRoleWithWebIdentity",
                "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fci",
                "RoleSessionName=ci-run",
                "DurationSeconds=1800",
                "WebIdentityToken=jwt-1",
            },
            parameters[0]
        );
        Assert.Contains("WebIdentityToken=jwt-2", parameters[1]);
    }

    [Fact]
    public async Task Without_a_name_uses_the_default_session_name_and_duration()
    {
        await File.WriteAllTextAsync(_file, "jwt");
        var network = FakeNetwork.Of(FakeNetwork.Ok(Answer));

        await GetAsync(
            network,
            new WebIdentitySource("p", Role, _file, null, null)
            {
                Sts = new ServiceEndpoint(new Uri("https://sts.eu-west-1.amazonaws.com"), "eu-west-1"),
            }
        );

        var request = Assert.Single(network.Requests);
        Assert.Equal("POST https://sts.eu-west-1.amazonaws.com/", request.ToString());
        Assert.Contains("RoleSessionName=ana%40desk", request.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("DurationSeconds", request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "InvalidIdentityToken", ErrorCode.CredentialsInvalid)]
    [InlineData(400, "ExpiredTokenException", ErrorCode.CredentialsExpired)]
    [InlineData(403, "IDPRejectedClaim", ErrorCode.AccessDenied)]
    [InlineData(403, "AccessDenied", ErrorCode.AccessDenied)]
    [InlineData(400, "ValidationError", ErrorCode.RequestRejected)]
    public async Task Explains_a_rejected_token_and_does_not_retry(int status, string code, ErrorCode expected)
    {
        await File.WriteAllTextAsync(_file, "the-jwt-itself");
        var network = FakeNetwork.Of(Error(status, code), FakeNetwork.Ok(Answer));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            GetAsync(network, new WebIdentitySource("p", Role, _file, null, null))
        );

        Assert.Equal((expected, "p"), (fault.Code, fault.Profile));
        Assert.Contains("Said by AWS", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-jwt-itself", fault.ToString(), StringComparison.Ordinal);
        Assert.Single(network.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Message></Message>")]
    public async Task Shows_no_markup_for_an_error_without_a_message(string message)
    {
        await File.WriteAllTextAsync(_file, "jwt");
        var network = FakeNetwork.Of(
            FakeNetwork.Answer(
                HttpStatusCode.BadRequest,
                $"<ErrorResponse><Error><Code>InvalidIdentityToken</Code>{message}</Error></ErrorResponse>"
            )
        );

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            GetAsync(network, new WebIdentitySource("p", Role, _file, null, null))
        );

        Assert.EndsWith("it does not accept the token.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retries_if_the_identity_provider_is_unreachable()
    {
        await File.WriteAllTextAsync(_file, "jwt");
        var network = FakeNetwork.Of(Error(400, "IDPCommunicationError"), FakeNetwork.Ok(Answer));

        Assert.Equal(
            "ASIA",
            (await GetAsync(network, new WebIdentitySource("p", Role, _file, null, null))).AccessKeyId
        );
        Assert.Equal(2, network.Requests.Count);
    }

    [Theory]
    [InlineData(0, "is empty")]
    [InlineData(20_001, "longer than 20000 bytes")]
    public async Task Reports_an_invalid_token_file_before_calling_sts(int length, string complaint)
    {
        await File.WriteAllTextAsync(_file, new string('x', length));
        var network = FakeNetwork.Of(FakeNetwork.Ok(Answer));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            GetAsync(network, new WebIdentitySource("p", Role, _file, null, null))
        );

        Assert.Equal(ErrorCode.CredentialSourceFailed, fault.Code);
        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
        Assert.Empty(network.Requests);
    }

    [Theory]
    [InlineData("no-such-file", "does not exist")]
    [InlineData("", "cannot be read")]
    public async Task Reports_an_unreadable_token_file(string name, string complaint)
    {
        var path = Path.Combine(Path.GetTempPath(), name);

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            GetAsync(FakeNetwork.Of(FakeNetwork.Ok(Answer)), new WebIdentitySource(null, Role, path, null, null))
        );

        Assert.Equal($"The token file {path} (from AWS_WEB_IDENTITY_TOKEN_FILE) {complaint}.", fault.Message);
    }

    [Fact]
    public async Task Reports_a_pipe_without_a_writer()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("roleassist-");
        try
        {
            var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
                GetAsync(
                    FakeNetwork.Of(FakeNetwork.Ok(Answer)),
                    new WebIdentitySource(null, Role, NamedPipe.In(folder.FullName), null, null)
                )
            );

            Assert.Contains("cannot be read", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static FakeAnswer Error(int status, string code) =>
        FakeNetwork.Answer(
            (HttpStatusCode)status,
            $"<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Code>{code}</Code><Message>Said by AWS</Message></Error></ErrorResponse>"
        );

    private async Task<AwsCredentials> GetAsync(FakeNetwork network, WebIdentitySource source)
    {
        using var http = new AwsHttpClients(new ProcessEnvironment([]), _ => network);
        return await new WebIdentityCredentials(
            http,
            new RetryPolicy(_time, () => 0),
            new RoleSessionNames(new Workstation("ana", "desk"), new CurrentClient(), text => text),
            TestClock.Of()
        ).GetAsync(source, CancellationToken.None);
    }
}
