using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Sts;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Aws.Tests.Sts;

/// <summary>What becomes of the answers, and of the absence of answers, that an STS can give.</summary>
public class SecurityTokenServiceTests
{
    private static readonly AwsCredentials Keys = new("AKIAEXAMPLE", "secret");
    private static readonly AssumeRoleStep Role = new("dev", "arn:aws:iam::123456789012:role/dev", null, null);
    private static readonly MfaCode Code = new("arn:aws:iam::123456789012:mfa/ana", "987650");

    public static TheoryData<int, string, string, ErrorCode> Refusals => new()
    {
        { 403, "AccessDenied", "User: u is not authorized to perform: sts:AssumeRole", ErrorCode.AccessDenied },
        { 403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ", ErrorCode.MfaCodeRejected },
        { 403, "AccessDenied", "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid", ErrorCode.AccessDenied },
        { 403, "InvalidClientTokenId", "The security token included in the request is invalid.", ErrorCode.CredentialsInvalid },
        { 403, "SignatureDoesNotMatch", "The request signature we calculated does not match", ErrorCode.CredentialsInvalid },
        { 403, "SignatureDoesNotMatch", "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z", ErrorCode.ClockSkewed },
        { 403, "ExpiredToken", "The security token included in the request is expired", ErrorCode.CredentialsExpired },
        { 400, "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.", ErrorCode.RequestRejected },
        { 400, "PackedPolicyTooLarge", "Packed policy consumes 143% of allotted space", ErrorCode.RequestRejected },
        { 400, "Throttling", "Rate exceeded", ErrorCode.Throttled },
        { 500, "InternalFailure", "", ErrorCode.ServiceUnavailable },
        { 503, "ServiceUnavailable", "", ErrorCode.ServiceUnavailable },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_is_a_code_and_a_sentence_about_the_profile(int status, string code, string message, ErrorCode expected)
    {
        var fault = await Fails(StubSts.Error(status, code, message), Code);

        Assert.Equal((expected, "dev"), (fault.Code, fault.Profile));
        Assert.EndsWith(".", fault.Hint ?? "No hint.", StringComparison.Ordinal);
        Assert.DoesNotContain(Code.TokenCode, fault.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Oddities => new()
    {
        StubSts.Xml(200, "this is no XML"),
        StubSts.Xml(200, "<html><body>Log in to the hotel's network</body></html>"),
        StubSts.Xml(200, ""),
        StubSts.Xml(200, "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult/></AssumeRoleResponse>"),
    };

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task What_is_no_answer_of_sts_is_not_taken_for_one(string answer) =>
        Assert.Equal(ErrorCode.ServiceUnavailable, (await Fails(answer, Code)).Code);

    [Fact]
    public async Task An_error_document_without_words_still_names_its_code()
    {
        var fault = await Fails(StubSts.Xml(400, "<Error><Code>RegionDisabledException</Code><Message></Message></Error>"), Code);

        Assert.Equal(ErrorCode.RequestRejected, fault.Code);
        Assert.Contains("RegionDisabledException", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_with_a_code_is_sent_once_because_the_code_is_spent()
    {
        using var sts = new StubSts(StubSts.Error(500, "InternalFailure", ""));

        await Assert.ThrowsAsync<RoleAssistException>(() => AssumeAsync(sts.Url, Code));

        Assert.Equal(1, sts.Requests);
    }

    [Fact]
    public async Task Nobody_at_the_endpoint_is_unreachable()
    {
        string url;
        using (var gone = new StubSts(null))
        {
            url = gone.Url;
        }

        Assert.Equal(ErrorCode.ServiceUnreachable, (await Assert.ThrowsAsync<RoleAssistException>(() => AssumeAsync(url, Code))).Code);
    }

    [Fact]
    public async Task Silence_ends_at_the_deadline()
    {
        var time = new FakeTimeProvider();
        using var sts = new StubSts(null);
        var call = AssumeAsync(sts.Url, Code, time);
        await Until(() => sts.Requests == 1);

        time.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(ErrorCode.ServiceTimeout, (await Assert.ThrowsAsync<RoleAssistException>(() => call)).Code);
    }

    [Fact]
    public async Task Cancellation_closes_the_connection()
    {
        using var sts = new StubSts(null);
        using var cancel = new CancellationTokenSource();
        var call = AssumeAsync(sts.Url, Code, cancellationToken: cancel.Token);
        await Until(() => sts.Requests == 1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await sts.HungUp.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Times_are_read_as_utc_down_to_the_nanosecond()
    {
        using var sts = new StubSts(StubSts.Xml(200, """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
            <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/dev/me</Arn><AssumedRoleId>AROA:me</AssumedRoleId></AssumedRoleUser>
            <Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-07-01T10:00:00.123456789Z</Expiration></Credentials>
            </AssumeRoleResult></AssumeRoleResponse>
            """));

        var role = await AssumeAsync(sts.Url, null);

        Assert.Equal(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero), role.Credentials.Expiration!.Value, TimeSpan.FromSeconds(1));
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/dev/me", role.Arn);
    }

    private static async Task<RoleAssistException> Fails(string answer, MfaCode? mfa)
    {
        using var sts = new StubSts(answer);
        return await Assert.ThrowsAsync<RoleAssistException>(() => AssumeAsync(sts.Url, mfa));
    }

    private static Task<AssumedRole> AssumeAsync(
        string url, MfaCode? mfa, TimeProvider? time = null, CancellationToken cancellationToken = default) =>
        new SecurityTokenService(new AwsHttpClients(new ProcessEnvironment([])), new RetryPolicy(time ?? TimeProvider.System, () => 0))
            .AssumeRoleAsync(Keys, Role, "me", mfa, new ServiceEndpoint(new Uri(url), "us-east-1"), cancellationToken);

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
