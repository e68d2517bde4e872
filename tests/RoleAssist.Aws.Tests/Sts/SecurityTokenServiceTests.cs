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

/// <summary>Tests how responses of STS, and missing responses, are handled.</summary>
public class SecurityTokenServiceTests
{
    private static readonly AwsCredentials Keys = new("AKIAEXAMPLE", "secret");
    private static readonly AssumeRoleStep Role = new("dev", "arn:aws:iam::123456789012:role/dev", null, null);
    private static readonly MfaCode Code = new("arn:aws:iam::123456789012:mfa/ana", "987650");

    public static TheoryData<int, string, string, ErrorCode> Refusals =>
        new()
        {
            { 403, "AccessDenied", "User: u is not authorized to perform: sts:AssumeRole", ErrorCode.AccessDenied },
            {
                403,
                "AccessDenied",
                "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
                ErrorCode.MfaCodeRejected
            },
            {
                403,
                "AccessDenied",
                "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid",
                ErrorCode.AccessDenied
            },
            {
                403,
                "InvalidClientTokenId",
                "The security token included in the request is invalid.",
                ErrorCode.CredentialsInvalid
            },
            {
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match",
                ErrorCode.CredentialsInvalid
            },
            {
                403,
                "SignatureDoesNotMatch",
                "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z",
                ErrorCode.ClockSkewed
            },
            {
                403,
                "ExpiredToken",
                "The security token included in the request is expired",
                ErrorCode.CredentialsExpired
            },
            {
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                ErrorCode.RequestRejected
            },
            { 400, "PackedPolicyTooLarge", "Packed policy consumes 143% of allotted space", ErrorCode.RequestRejected },
            { 400, "Throttling", "Rate exceeded", ErrorCode.Throttled },
            { 500, "InternalFailure", "", ErrorCode.ServiceUnavailable },
            { 503, "ServiceUnavailable", "", ErrorCode.ServiceUnavailable },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Reports_a_rejection_with_a_code_and_the_profile(
        int status,
        string code,
        string message,
        ErrorCode expected
    )
    {
        var fault = await Fails(StubSts.Error(status, code, message), Code);

        Assert.Equal((expected, "dev"), (fault.Code, fault.Profile));
        Assert.EndsWith(".", fault.Hint ?? "No hint.", StringComparison.Ordinal);
        Assert.DoesNotContain(Code.TokenCode, fault.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Oddities =>
        new()
        {
            StubSts.Xml(200, "this is no XML"),
            StubSts.Xml(200, "<html><body>Log in to the hotel's network</body></html>"),
            StubSts.Xml(200, ""),
            StubSts.Xml(204, ""),
            StubSts.Xml(302, "", "Location: https://login.example.com/\r\nConnection: close\r\n"),
            StubSts.Xml(403, "<html><body>Blocked by your company</body></html>"),
            StubSts.Xml(502, "<html><body>Bad gateway</body></html>"),
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<!doctype html><title>Portal</title>",
            StubSts.Role(expiration: "tomorrow"),
            StubSts.Xml(
                200,
                "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult/></AssumeRoleResponse>"
            ),
        };

    [Theory]
    [InlineData("arn:aws:sts::123456789012:assumed-role/dev/\u009b31mme")]
    [InlineData("arn:aws:sts::123456789012:assumed-role/dev/&#13;&#10;FAKE")]
    [InlineData("arn:aws:sts::123456789012:assumed-role/dev/\u202Eem")]
    [InlineData("arn:aws:sts::123456789012:assumed-role/[dev](command:x)/me")]
    [InlineData("dev")]
    public async Task Rejects_an_identity_that_cannot_be_displayed(string arn) =>
        Assert.Equal(ErrorCode.ServiceUnavailable, (await Fails(StubSts.Role(arn: arn), Code)).Code);

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task Rejects_responses_that_are_not_from_sts(string answer) =>
        Assert.Equal(ErrorCode.ServiceUnavailable, (await Fails(answer, Code)).Code);

    [Fact]
    public async Task Shows_the_code_of_an_error_without_a_message()
    {
        var fault = await Fails(
            StubSts.Xml(400, "<Error><Code>RegionDisabledException</Code><Message></Message></Error>"),
            Code
        );

        Assert.Equal(ErrorCode.RequestRejected, fault.Code);
        Assert.EndsWith(": RegionDisabledException", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_messages_of_sts_without_control_characters()
    {
        var fault = await Fails(StubSts.Error(403, "AccessDenied", "no\nerror Forged: see\u009B31m this"), Code);

        Assert.EndsWith("no error Forged: see\uFFFD31m this", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_a_request_with_a_code_once_because_the_code_is_spent()
    {
        using var sts = new StubSts(StubSts.Error(500, "InternalFailure", ""));

        await Assert.ThrowsAsync<RoleAssistException>(() => AssumeAsync(sts.Url, Code));

        Assert.Equal(1, sts.Requests);
    }

    [Fact]
    public async Task A_closed_port_is_reported_as_unreachable()
    {
        string url;
        using (var gone = new StubSts(StubSts.Silence))
        {
            url = gone.Url;
        }

        Assert.Equal(
            ErrorCode.ServiceUnreachable,
            (await Assert.ThrowsAsync<RoleAssistException>(() => AssumeAsync(url, Code))).Code
        );
    }

    [Fact]
    public async Task Stops_waiting_for_a_response_at_the_time_limit()
    {
        var time = new FakeTimeProvider();
        using var sts = new StubSts(StubSts.Silence);
        var call = AssumeAsync(sts.Url, Code, time);
        await Until(() => sts.Requests == 1);

        time.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(ErrorCode.ServiceTimeout, (await Assert.ThrowsAsync<RoleAssistException>(() => call)).Code);
    }

    [Fact]
    public async Task Cancellation_closes_the_connection()
    {
        using var sts = new StubSts(StubSts.Silence);
        using var cancel = new CancellationTokenSource();
        var call = AssumeAsync(sts.Url, Code, cancellationToken: cancel.Token);
        await Until(() => sts.Requests == 1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await sts.HungUp.WaitAsync(TimeLimits.Hang);
    }

    [Fact]
    public async Task Reads_times_as_utc_with_nanoseconds()
    {
        using var sts = new StubSts(StubSts.Role(expiration: "2026-07-01T10:00:00.123456789Z"));

        var role = await AssumeAsync(sts.Url, null);

        Assert.Equal(
            new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero),
            role.Credentials.Expiration!.Value,
            TimeSpan.FromSeconds(1)
        );
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/dev/me", role.Arn);
    }

    [Theory]
    [InlineData("2026-07-01T10:00:00Z")]
    [InlineData("2026-07-01T10:00:00.5Z")]
    [InlineData("2026-07-01T12:00:00+02:00")]
    public async Task Reads_other_time_formats(string expiration)
    {
        using var sts = new StubSts(StubSts.Role(expiration: expiration));

        var role = await AssumeAsync(sts.Url, null);

        Assert.Equal(
            new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero),
            role.Credentials.Expiration!.Value,
            TimeSpan.FromSeconds(1)
        );
    }

    [Theory]
    [InlineData("A")]
    [InlineData(
        "ASIAQ3EGTIDZEXAMPLEASIAQ3EGTIDZEXAMPLEASIAQ3EGTIDZEXAMPLEASIAQ3EGTIDZEXAMPLEASIAQ3EGTIDZEXAMPLEASIAQ3EGTIDZEXAMPLEASIAQ3EGTIDZEXAMPLE"
    )]
    public async Task Accepts_access_key_ids_of_any_length(string accessKeyId)
    {
        using var sts = new StubSts(StubSts.Role(accessKeyId));

        Assert.Equal(accessKeyId, (await AssumeAsync(sts.Url, null)).Credentials.AccessKeyId);
    }

    [Fact]
    public async Task Retries_transient_errors()
    {
        using var sts = new StubSts(
            StubSts.Error(400, "Throttling", "Rate exceeded"),
            StubSts.Error(503, "ServiceUnavailable", ""),
            StubSts.Role()
        );

        await AssumeAsync(sts.Url, null);

        Assert.Equal(3, sts.Requests);
    }

    [Theory]
    [InlineData(400, "Throttling", 3)]
    [InlineData(500, "InternalFailure", 3)]
    [InlineData(403, "AccessDenied", 1)]
    [InlineData(400, "ValidationError", 1)]
    public async Task Makes_at_most_three_attempts(int status, string code, int requests)
    {
        using var sts = new StubSts(StubSts.Error(status, code, "no"));

        await Assert.ThrowsAsync<RoleAssistException>(() => AssumeAsync(sts.Url, null));

        Assert.Equal(requests, sts.Requests);
    }

    [Theory]
    [InlineData("RequestExpired", "Request has expired")]
    [InlineData("SignatureDoesNotMatch", "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z")]
    public async Task Corrects_a_wrong_clock_with_the_time_of_the_response(string code, string message)
    {
        var now = new DateTimeOffset(2040, 6, 15, 12, 30, 0, TimeSpan.Zero);
        using var sts = new StubSts(
            StubSts.Xml(
                403,
                $"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>",
                $"Date: {now:R}\r\nConnection: close\r\n"
            ),
            StubSts.Role()
        );

        await AssumeAsync(sts.Url, Code);

        Assert.Contains("X-Amz-Date: 20400615T123", sts.Received.Last(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Does_not_retry_a_throttled_request_with_a_code()
    {
        using var sts = new StubSts(StubSts.Error(400, "Throttling", "Rate exceeded"));

        await Assert.ThrowsAsync<RoleAssistException>(() => AssumeAsync(sts.Url, Code));

        Assert.Equal(1, sts.Requests);
    }

    [Fact]
    public async Task Rejects_expired_credentials()
    {
        var fault = await Fails(StubSts.Role(expiration: "2026-07-01T08:59:59Z"), null);

        Assert.Equal((ErrorCode.CredentialsExpired, "dev"), (fault.Code, fault.Profile));
        Assert.Contains("expired at 2026-07-01T08:59:59Z", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_an_emulators_clock_for_the_expiration_of_its_credentials()
    {
        using var sts = new StubSts(
            StubSts.Role(
                expiration: "2026-06-30T21:00:00Z",
                headers: "Date: Tue, 30 Jun 2026 20:00:00 GMT\r\nConnection: close\r\n"
            )
        );
        var clock = TestClock.Of();
        using var http = new AwsHttpClients(new ProcessEnvironment([]), inner => new ServerClockObserver(inner, clock));

        var role = await new SecurityTokenService(http, new RetryPolicy(TimeProvider.System), clock).AssumeRoleAsync(
            Keys,
            Role,
            "me",
            null,
            new ServiceEndpoint(new Uri(sts.Url), "us-east-1"),
            CancellationToken.None
        );

        Assert.Equal(
            new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero),
            role.Credentials.Expiration!.Value,
            TimeSpan.FromSeconds(1)
        );
    }

    [Theory]
    [InlineData("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.", "--duration")]
    [InlineData(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
        "3600"
    )]
    [InlineData("The specified method is not allowed against this resource.", "http://127.0.0.1")]
    public async Task A_rejected_request_has_a_hint(string message, string hint)
    {
        var fault = await Fails(StubSts.Error(400, "ValidationError", message), null);

        Assert.Contains(hint, fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_reading_an_endless_response()
    {
        var fault = await Fails(
            $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n<AssumeRoleResponse><Text>{new string('x', 3 * 1024 * 1024)}",
            null
        );

        Assert.Equal(ErrorCode.ServiceUnavailable, fault.Code);
        Assert.Contains("sent more than 1024 KB", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reuses_connections()
    {
        using var sts = new StubSts(StubSts.Role(headers: ""));
        using var http = new AwsHttpClients(new ProcessEnvironment([]));
        var service = new SecurityTokenService(http, new RetryPolicy(TimeProvider.System), TestClock.Of());

        for (var call = 0; call < 3; call++)
        {
            await service.AssumeRoleAsync(
                Keys,
                Role,
                "me",
                null,
                new ServiceEndpoint(new Uri(sts.Url), "us-east-1"),
                CancellationToken.None
            );
        }

        Assert.Equal((3, 1), (sts.Requests, sts.Connections));
    }

    [Fact]
    public async Task Signs_requests_for_the_region_of_the_endpoint()
    {
        using var sts = new StubSts(StubSts.Role());
        using var http = new AwsHttpClients(new ProcessEnvironment([]));

        await new SecurityTokenService(http, new RetryPolicy(TimeProvider.System), TestClock.Of()).AssumeRoleAsync(
            Keys,
            Role,
            "me",
            null,
            new ServiceEndpoint(new Uri(sts.Url), "cn-northwest-1"),
            CancellationToken.None
        );

        Assert.Contains("/cn-northwest-1/sts/aws4_request", Assert.Single(sts.Received), StringComparison.Ordinal);
    }

    private static async Task<RoleAssistException> Fails(string answer, MfaCode? mfa)
    {
        using var sts = new StubSts(answer);
        return await Assert.ThrowsAsync<RoleAssistException>(() => AssumeAsync(sts.Url, mfa));
    }

    private static Task<AssumedRole> AssumeAsync(
        string url,
        MfaCode? mfa,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default
    ) =>
        new SecurityTokenService(
            new AwsHttpClients(new ProcessEnvironment([])),
            new RetryPolicy(time ?? TimeProvider.System, () => 0),
            TestClock.Of()
        ).AssumeRoleAsync(Keys, Role, "me", mfa, new ServiceEndpoint(new Uri(url), "us-east-1"), cancellationToken);

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeLimits.Hang);
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
