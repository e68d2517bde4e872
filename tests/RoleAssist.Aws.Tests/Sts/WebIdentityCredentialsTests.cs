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
    public async Task The_token_is_shown_unsigned_and_read_anew_each_time()
    {
        var network = FakeNetwork.Of(FakeNetwork.Ok(Answer));
        foreach (var token in new[] { "jwt-1\n", "jwt-2" })
        {
            await File.WriteAllTextAsync(_file, token);
            Assert.Equal(
                new AwsCredentials("ASIA", "s", "t", new DateTimeOffset(2026, 7, 1, 13, 0, 0, TimeSpan.Zero), "123456789012"),
                await GetAsync(network, new WebIdentitySource("p", Role, _file, "ci-run", 1800)));
        }

        Assert.All(network.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization")));
        var parameters = network.Requests.Select(request => request.Body.Split('&').ToHashSet()).ToList();
        Assert.Superset(
            new HashSet<string> { "Action=AssumeRoleWithWebIdentity", "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fci", "RoleSessionName=ci-run", "DurationSeconds=1800", "WebIdentityToken=jwt-1" },
            parameters[0]);
        Assert.Contains("WebIdentityToken=jwt-2", parameters[1]);
    }

    [Fact]
    public async Task Without_a_name_the_session_is_called_after_who_asks_and_sts_chooses_the_duration()
    {
        await File.WriteAllTextAsync(_file, "jwt");
        var network = FakeNetwork.Of(FakeNetwork.Ok(Answer));

        await GetAsync(network, new WebIdentitySource("p", Role, _file, null, null) { Sts = new ServiceEndpoint(new Uri("https://sts.eu-west-1.amazonaws.com"), "eu-west-1") });

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
    public async Task A_refusal_says_what_is_wrong_with_the_token_and_is_final(int status, string code, ErrorCode expected)
    {
        await File.WriteAllTextAsync(_file, "the-jwt-itself");
        var network = FakeNetwork.Of(Error(status, code), FakeNetwork.Ok(Answer));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => GetAsync(network, new WebIdentitySource("p", Role, _file, null, null)));

        Assert.Equal((expected, "p"), (fault.Code, fault.Profile));
        Assert.Contains("Said by AWS", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-jwt-itself", fault.ToString(), StringComparison.Ordinal);
        Assert.Single(network.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Message></Message>")]
    public async Task A_refusal_without_a_message_shows_no_markup(string message)
    {
        await File.WriteAllTextAsync(_file, "jwt");
        var network = FakeNetwork.Of(FakeNetwork.Answer(HttpStatusCode.BadRequest, $"<ErrorResponse><Error><Code>InvalidIdentityToken</Code>{message}</Error></ErrorResponse>"));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => GetAsync(network, new WebIdentitySource("p", Role, _file, null, null)));

        Assert.EndsWith("it does not accept the token.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_provider_out_of_reach_is_tried_again()
    {
        await File.WriteAllTextAsync(_file, "jwt");
        var network = FakeNetwork.Of(Error(400, "IDPCommunicationError"), FakeNetwork.Ok(Answer));

        Assert.Equal("ASIA", (await GetAsync(network, new WebIdentitySource("p", Role, _file, null, null))).AccessKeyId);
        Assert.Equal(2, network.Requests.Count);
    }

    [Theory]
    [InlineData(0, "is empty")]
    [InlineData(20_001, "more than 20000 bytes")]
    public async Task A_file_that_cannot_hold_a_token_is_told_before_anybody_is_asked(int length, string complaint)
    {
        await File.WriteAllTextAsync(_file, new string('x', length));
        var network = FakeNetwork.Of(FakeNetwork.Ok(Answer));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => GetAsync(network, new WebIdentitySource("p", Role, _file, null, null)));

        Assert.Equal(ErrorCode.CredentialSourceFailed, fault.Code);
        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
        Assert.Empty(network.Requests);
    }

    [Theory]
    [InlineData("no-such-file", "is not there")]
    [InlineData("", "cannot be read")]
    public async Task So_is_one_that_cannot_be_read(string name, string complaint)
    {
        var path = Path.Combine(Path.GetTempPath(), name);

        var fault = await Assert.ThrowsAsync<RoleAssistException>(
            () => GetAsync(FakeNetwork.Of(FakeNetwork.Ok(Answer)), new WebIdentitySource(null, Role, path, null, null)));

        Assert.Equal($"The token file {path} that AWS_WEB_IDENTITY_TOKEN_FILE names {complaint}.", fault.Message);
    }

    [Fact]
    public async Task So_is_a_pipe_that_nobody_writes_to()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("roleassist-");
        try
        {
            var fault = await Assert.ThrowsAsync<RoleAssistException>(
                () => GetAsync(FakeNetwork.Of(FakeNetwork.Ok(Answer)), new WebIdentitySource(null, Role, NamedPipe.In(folder.FullName), null, null)));

            Assert.Contains("cannot be read", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static FakeAnswer Error(int status, string code) => FakeNetwork.Answer(
        (HttpStatusCode)status,
        $"<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Code>{code}</Code><Message>Said by AWS</Message></Error></ErrorResponse>");

    private async Task<AwsCredentials> GetAsync(FakeNetwork network, WebIdentitySource source)
    {
        using var http = new AwsHttpClients(new ProcessEnvironment([]), _ => network);
        return await new WebIdentityCredentials(http, new RetryPolicy(_time, () => 0), new RoleSessionNames(new Workstation("ana", "desk"), text => text), TestClock.Of()).GetAsync(source, CancellationToken.None);
    }
}
