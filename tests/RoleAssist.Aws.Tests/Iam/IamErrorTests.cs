using RoleAssist.Aws.Http;
using RoleAssist.Aws.Iam;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Aws.Tests.Sts;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.Iam;

/// <summary>Tests how refusals of IAM, and answers that are not IAM's, are handled.</summary>
public class IamErrorTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static readonly IamUser User = IamUser.TryParse("arn:aws:iam::123456789012:user/staff/ana")!;

    public static TheoryData<int, string, string, ErrorCode> Refusals =>
        new()
        {
            {
                403,
                "AccessDenied",
                "User: u is not authorized to perform: iam:CreateAccessKey",
                ErrorCode.AccessDenied
            },
            { 409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2", ErrorCode.RequestRejected },
            { 404, "NoSuchEntity", "The user with name ana cannot be found.", ErrorCode.RequestRejected },
            { 403, "InvalidClientTokenId", "The security token is invalid.", ErrorCode.CredentialsInvalid },
            { 403, "SignatureDoesNotMatch", "The request signature does not match", ErrorCode.CredentialsInvalid },
            { 403, "SignatureDoesNotMatch", "Signature expired: 2026 is earlier", ErrorCode.ClockSkewed },
            { 403, "ExpiredToken", "The security token is expired", ErrorCode.CredentialsExpired },
            { 400, "Throttling", "Rate exceeded", ErrorCode.Throttled },
            { 400, "ValidationError", "Something is wrong", ErrorCode.RequestRejected },
            { 500, "ServiceFailure", "", ErrorCode.ServiceUnavailable },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Reports_a_refusal_with_a_code_the_profile_and_the_user(
        int status,
        string code,
        string message,
        ErrorCode expected
    )
    {
        var fault = await FailsAsync(StubSts.Error(status, code, message));

        Assert.Equal((expected, "home"), (fault.Code, fault.Profile));
        Assert.Contains("user ana", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denied_call_names_the_permission_and_the_least_policy()
    {
        var fault = await FailsAsync(StubSts.Error(403, "AccessDenied", "No."));

        Assert.Contains("iam:CreateAccessKey", fault.Message, StringComparison.Ordinal);
        Assert.Contains("arn:aws:iam::*:user/staff/${aws:username}", fault.Hint, StringComparison.Ordinal);
    }

    public static TheoryData<string> Oddities =>
        new()
        {
            StubSts.Xml(200, ""),
            StubSts.Xml(200, "this is no XML"),
            StubSts.Xml(200, "<html><body>Log in to the hotel's network</body></html>"),
            StubSts.Xml(403, "<html><body>Blocked by your company</body></html>"),
            StubSts.Xml(302, "", "Location: https://login.example.com/\r\nConnection: close\r\n"),
            StubSts.Xml(200, Created($"<SecretAccessKey>{Secret}</SecretAccessKey>", space: "https://example.com/")),
            StubSts.Xml(200, Created("")),
            StubSts.Xml(200, Created("<SecretAccessKey/>")),
            StubSts.Xml(200, Created("<SecretAccessKey>two words</SecretAccessKey>")),
            StubSts.Xml(
                200,
                Created($"<SecretAccessKey>{Secret}</SecretAccessKey><SecretAccessKey>x</SecretAccessKey>")
            ),
            StubSts.Xml(200, Created($"<SecretAccessKey>{Secret}</SecretAccessKey>")[..^30]),
            StubSts.Xml(200, "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"),
            StubSts.Xml(
                200,
                string.Concat(Enumerable.Repeat("<a>", 20)) + string.Concat(Enumerable.Repeat("</a>", 20))
            ),
            StubSts.Xml(200, Created($"<X>{new string('x', 70_000)}</X>")),
        };

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task Rejects_answers_that_are_not_iams(string answer)
    {
        var fault = await FailsAsync(answer);

        Assert.Equal(ErrorCode.ServiceUnavailable, fault.Code);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public async Task Does_not_repeat_the_creation_of_a_key(int status)
    {
        using var stub = new StubSts(StubSts.Xml(status, ""));

        await FailsAsync(stub);

        Assert.Equal(1, stub.Requests);
    }

    [Fact]
    public async Task Reads_a_new_key()
    {
        using var stub = new StubSts(StubSts.Xml(200, Created($"<SecretAccessKey>{Secret}</SecretAccessKey>")));

        var key = await RunAsync(stub, (iam, caller) => iam.CreateAccessKeyAsync(caller, CancellationToken.None));

        Assert.Equal(("AKIANEW", Secret), (key.Id, key.ToCredentials().SecretAccessKey));
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 8, 59, 0, TimeSpan.Zero), key.Since);
        Assert.Contains("UserName=ana", Assert.Single(stub.Received), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_all_pages()
    {
        using var stub = new StubSts(
            StubSts.Xml(200, Page("AKIAONE", "<IsTruncated>true</IsTruncated><Marker>a+b</Marker>")),
            StubSts.Xml(200, Page("AKIATWO", "<IsTruncated>false</IsTruncated>"))
        );

        var keys = await RunAsync(stub, (iam, caller) => iam.ListAccessKeysAsync(caller, CancellationToken.None));

        Assert.Equal(["AKIAONE", "AKIATWO"], keys.Select(key => key.Id));
        Assert.Contains("Marker=a%2Bb", stub.Received.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_pages_are_not_iams()
    {
        using var stub = new StubSts(
            StubSts.Xml(200, Page("AKIAONE", "<IsTruncated>true</IsTruncated><Marker>m</Marker>"))
        );

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            RunAsync(stub, (iam, caller) => iam.ListAccessKeysAsync(caller, CancellationToken.None))
        );

        Assert.Equal(ErrorCode.ServiceUnavailable, fault.Code);
    }

    private static string Page(string id, string end) =>
        "<ListAccessKeysResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListAccessKeysResult>"
        + $"<AccessKeyMetadata><member><UserName>ana</UserName><AccessKeyId>{id}</AccessKeyId><Status>Active</Status>"
        + $"<CreateDate>2026-07-01T08:59:00Z</CreateDate></member></AccessKeyMetadata>{end}</ListAccessKeysResult>"
        + "</ListAccessKeysResponse>";

    private static string Created(string secret, string space = "https://iam.amazonaws.com/doc/2010-05-08/") =>
        $"<CreateAccessKeyResponse xmlns=\"{space}\"><CreateAccessKeyResult><AccessKey><UserName>ana</UserName>"
        + $"<AccessKeyId>AKIANEW</AccessKeyId><Status>Active</Status>{secret}<CreateDate>2026-07-01T08:59:00Z"
        + "</CreateDate></AccessKey></CreateAccessKeyResult></CreateAccessKeyResponse>";

    private static async Task<RoleAssistException> FailsAsync(string answer)
    {
        using var stub = new StubSts(answer);
        return await FailsAsync(stub);
    }

    private static Task<RoleAssistException> FailsAsync(StubSts stub) =>
        Assert.ThrowsAsync<RoleAssistException>(() =>
            RunAsync(stub, (iam, caller) => iam.CreateAccessKeyAsync(caller, CancellationToken.None))
        );

    private static async Task<T> RunAsync<T>(StubSts stub, Func<IIdentityManagement, IamCaller, Task<T>> call)
    {
        using var http = new AwsHttpClients(new ProcessEnvironment([]));
        var time = TestClock.Of();
        var iam = new IdentityManagement(http, new RetryPolicy(TimeProvider.System, () => 0), time);
        var caller = new IamCaller(
            User,
            new AwsCredentials("AKIAOLD", "secret"),
            new ServiceEndpoint(new Uri(stub.Url), "us-east-1"),
            "home"
        );
        return await call(iam, caller).WaitAsync(TimeLimits.Hang);
    }
}
