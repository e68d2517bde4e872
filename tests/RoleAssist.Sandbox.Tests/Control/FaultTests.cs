using System.Net.Sockets;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Control;

/// <summary>Tests the effects of faults on clients.</summary>
public sealed class FaultTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>, IAsyncDisposable
{
    [Theory]
    [InlineData("throttle", 400, "Throttling", "Rate exceeded")]
    [InlineData("expired", 403, "ExpiredToken", "The security token included in the request is expired")]
    [InlineData(
        "500",
        500,
        "InternalFailure",
        "The request processing has failed because of an unknown error, exception or failure."
    )]
    public async Task An_error_affects_the_requested_number_of_calls(
        string kind,
        int status,
        string code,
        string message
    )
    {
        await ArmAsync(kind, new FaultOptions(Count: 2));
        (await IdentityAsync()).Refused(status, code, message);
        (await IdentityAsync()).Refused(status, code, message);
        (await IdentityAsync()).Granted();
        Assert.Equal([status, status, 200], (await LastCallsAsync(3)).Select(call => call.Status));
    }

    [Fact]
    public async Task A_fault_without_a_count_affects_one_call()
    {
        await ArmAsync("throttle");
        Assert.Equal(400, (await IdentityAsync()).Status);
        (await IdentityAsync()).Granted();
    }

    [Fact]
    public async Task A_fault_can_be_limited_to_one_action()
    {
        await ArmAsync("throttle", new FaultOptions(Action: "AssumeRole"));
        (await IdentityAsync()).Granted();
        Assert.Equal("Throttling", (await sandbox.AssumeRoleAsync()).Code);
        (await sandbox.AssumeRoleAsync()).Granted();
    }

    [Fact]
    public async Task Garbage_has_status_200_and_is_not_xml()
    {
        await ArmAsync("garbage");
        using var response = await sandbox.SendAsync(sandbox.Signer.Post("GetCallerIdentity"));
        Assert.Equal(200, (int)response.StatusCode);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Throws<System.Xml.XmlException>(() => System.Xml.Linq.XElement.Parse(body));
    }

    [Fact]
    public async Task A_reset_closes_the_connection_and_is_logged()
    {
        await ArmAsync("reset");
        using var client = new TcpClient();
        await client.ConnectAsync(sandbox.Endpoint.Host, sandbox.Endpoint.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(
            "GET /?Action=GetCallerIdentity&Version=2011-06-15 HTTP/1.1\r\nHost: h\r\n\r\n"u8.ToArray()
        );
        var error = await Assert.ThrowsAsync<IOException>(() => stream.ReadAsync(new byte[1]).AsTask());
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
        Assert.Equal(
            ("GetCallerIdentity", 0),
            (await LastCallsAsync(1)).Select(call => (call.Action, call.Status)).Single()
        );
    }

    [Fact]
    public async Task A_delay_postpones_the_response()
    {
        await ArmAsync("delay", new FaultOptions(Seconds: 0.5));
        var started = TimeProvider.System.GetTimestamp();
        (await IdentityAsync()).Granted();
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromSeconds(0.45));
    }

    [Theory]
    [InlineData(3600, "Signature expired: ")]
    [InlineData(-3600, "Signature not yet current: ")]
    public async Task A_wrong_clock_rejects_signatures_and_changes_the_date_header(int seconds, string message)
    {
        await ArmAsync("clock", new FaultOptions(Seconds: seconds));
        for (var i = 0; i < 2; i++)
        {
            using var response = await sandbox.SendAsync(sandbox.Signer.Post("GetCallerIdentity"));
            Assert.Equal(403, (int)response.StatusCode);
            Assert.Contains(message, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            var ahead = response.Headers.Date!.Value - TimeProvider.System.GetUtcNow();
            Assert.InRange(ahead.TotalSeconds - seconds, -30, 30);
        }
    }

    [Fact]
    public async Task A_bare_error_has_no_envelope_and_no_message()
    {
        await ArmAsync("bare-error");
        var answer = await sandbox.AssumeRoleAsync();
        Assert.Equal((403, "Error", "AccessDenied", ""), (answer.Status, answer.Xml.Name, answer.Code, answer.Message));
    }

    [Fact]
    public async Task An_expiration_can_have_nanoseconds()
    {
        await ArmAsync("nanoseconds");
        var answer = (await sandbox.AssumeRoleAsync()).Granted();
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.123456789Z$", answer["Expiration"]);
    }

    [Fact]
    public async Task A_long_access_key_id_is_valid()
    {
        await ArmAsync("long-key");
        var keys = (await sandbox.AssumeRoleAsync()).Keys;
        Assert.Matches("^ASIA[A-Z2-7]{100}$", keys.AccessKeyId);
        using var response = await sandbox.SendAsync((sandbox.Signer with { Keys = keys }).Post("GetCallerIdentity"));
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Credentials_can_expire_sooner_than_STS_allows()
    {
        await ArmAsync("short-lived", new FaultOptions(Seconds: -1));
        var ended = (await sandbox.AssumeRoleAsync()).Keys;
        await ArmAsync("short-lived", new FaultOptions(Seconds: 60));
        var answer = await sandbox.AssumeRoleAsync();

        Assert.InRange(
            DateTimeOffset.Parse(answer.Granted()["Expiration"]!, null),
            DateTimeOffset.UtcNow.AddSeconds(1),
            DateTimeOffset.UtcNow.AddSeconds(61)
        );
        using var good = await sandbox.SendAsync(
            (sandbox.Signer with { Keys = answer.Keys }).Post("GetCallerIdentity")
        );
        using var refused = await sandbox.SendAsync((sandbox.Signer with { Keys = ended }).Post("GetCallerIdentity"));
        Assert.Equal((200, 403), ((int)good.StatusCode, (int)refused.StatusCode));
    }

    [Fact]
    public async Task A_response_can_lack_the_date_header()
    {
        await ArmAsync("no-date");
        using var without = await sandbox.SendAsync(sandbox.Signer.Post("GetCallerIdentity"));
        Assert.Equal(200, (int)without.StatusCode);
        Assert.False(without.Headers.Contains("Date"));
        using var with = await sandbox.SendAsync(sandbox.Signer.Post("GetCallerIdentity"));
        Assert.True(with.Headers.Contains("Date"));
    }

    [Fact]
    public async Task The_mfa_device_uses_the_real_time()
    {
        await ArmAsync("clock", new FaultOptions(Seconds: 600));
        var code = await sandbox.Control.GetTotpAsync(sandbox.Serial, CancellationToken.None);
        (await sandbox.CallAsync("GetSessionToken", ("SerialNumber", sandbox.Serial), ("TokenCode", code))).Granted();
    }

    [Theory]
    [InlineData("throttle", "GetRoleCredentials", "/federation/credentials", 429)]
    [InlineData("throttle", "CreateToken", "/token", 400)]
    [InlineData("throttle", "GetContainerCredentials", "/v2/credentials/x", 429)]
    [InlineData("throttle", "GetMetadata", "/latest/meta-data/", 429)]
    [InlineData("500", "GetRoleCredentials", "/federation/credentials", 500)]
    [InlineData("500", "CreateToken", "/token", 500)]
    [InlineData("500", "GetContainerCredentials", "/v2/credentials/x", 500)]
    [InlineData("500", "GetMetadataToken", "/latest/api/token", 500)]
    public async Task Faults_affect_every_service(string kind, string action, string path, int status)
    {
        await ArmAsync(kind, new FaultOptions(Action: action));
        (await IdentityAsync()).Granted();
        using var response = await sandbox.SendAsync(SignableRequest.Create("GET", path, [], []));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal((action, status), (await LastCallsAsync(1)).Select(call => (call.Action, call.Status)).Single());
    }

    [Fact]
    public async Task A_lost_answer_belongs_to_a_call_that_was_carried_out()
    {
        await ArmAsync("lost-answer", new FaultOptions(Action: "CreateAccessKey"));
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.CallIamAsync("CreateAccessKey"));
        Assert.Equal(
            ("CreateAccessKey", 0),
            (await LastCallsAsync(1)).Select(call => (call.Action, call.Status)).Single()
        );

        var listed = (await sandbox.CallIamAsync("ListAccessKeys")).Granted();
        var lost = listed.Xml.Descendants().Last(element => element.Name.LocalName == "AccessKeyId").Value;
        Assert.NotEqual(sandbox.Keys.AccessKeyId, lost);

        await ArmAsync("lost-answer", new FaultOptions(Action: "DeleteAccessKey"));
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            sandbox.CallIamAsync("DeleteAccessKey", ("AccessKeyId", lost))
        );
        Assert.Equal("NoSuchEntity", (await sandbox.CallIamAsync("DeleteAccessKey", ("AccessKeyId", lost))).Code);
    }

    [Fact]
    public async Task A_denial_waits_for_a_call_to_iam_and_carries_out_nothing()
    {
        await ArmAsync("access-denied");
        (await IdentityAsync()).Granted();
        (await sandbox.CallIamAsync("DeleteAccessKey", ("AccessKeyId", sandbox.Keys.AccessKeyId))).Refused(
            403,
            "AccessDenied",
            "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:DeleteAccessKey on resource: user alice "
                + "because no identity-based policy allows the iam:DeleteAccessKey action"
        );
        (await sandbox.CallIamAsync("ListAccessKeys")).Granted();
    }

    [Fact]
    public async Task A_denial_needs_a_valid_signature()
    {
        await ArmAsync("access-denied");
        using var response = await sandbox.SendAsync(
            (sandbox.Signer.ForIam with { Keys = sandbox.Keys with { SecretAccessKey = "wrong" } }).Post(
                "ListAccessKeys"
            )
        );
        Assert.Contains("SignatureDoesNotMatch", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throttle", 400, "Throttling")]
    [InlineData("500", 500, "ServiceFailure")]
    [InlineData("expired", 403, "ExpiredToken")]
    public async Task Faults_affect_iam_in_its_own_shape(string kind, int status, string code)
    {
        await ArmAsync(kind, new FaultOptions(Action: "ListAccessKeys"));
        var answer = await sandbox.CallIamAsync("ListAccessKeys");
        Assert.Equal(
            (status, code, "https://iam.amazonaws.com/doc/2010-05-08/"),
            (answer.Status, answer.Code, answer.Xml.Name.NamespaceName)
        );
    }

    [Fact]
    public async Task None_cancels_a_fault()
    {
        await ArmAsync("throttle", new FaultOptions(Count: 100));
        await ArmAsync("none");
        (await IdentityAsync()).Granted();
    }

    [Theory]
    [InlineData(
        "flood",
        null,
        null,
        "Unknown fault 'flood'. Available faults: throttle, 500, delay, reset, garbage, clock, bare-error, nanoseconds, long-key, short-lived, expired, no-date, access-denied, lost-answer, oidc-pending, oidc-slow-down, signin-password-changed, none."
    )]
    [InlineData("throttle", 0, null, "The count of a fault must be at least 1.")]
    [InlineData("delay", null, null, "The fault 'delay' requires a number of seconds.")]
    [InlineData("clock", null, null, "The fault 'clock' requires a number of seconds.")]
    [InlineData("short-lived", null, null, "The fault 'short-lived' requires a number of seconds.")]
    [InlineData("delay", null, -1d, "A delay cannot be negative.")]
    [InlineData("clock", null, 1e12, "The seconds of a fault must not exceed 31622400.")]
    public async Task Rejects_an_invalid_fault(string kind, int? count, double? seconds, string message)
    {
        var error = await Assert.ThrowsAsync<SandboxException>(() => ArmAsync(kind, new FaultOptions(count, seconds)));
        Assert.Equal(message, error.Message);
    }

    public async ValueTask DisposeAsync() => await ArmAsync("none");

    private Task ArmAsync(string kind, FaultOptions? options = null) =>
        sandbox.Control.ArmFaultAsync(kind, options, CancellationToken.None);

    private Task<Answer> IdentityAsync() => sandbox.CallAsync("GetCallerIdentity");

    private async Task<IEnumerable<SandboxCall>> LastCallsAsync(int count) =>
        (await sandbox.Control.GetCallsAsync(CancellationToken.None)).Calls.TakeLast(count);
}
