using RoleAssist.Core.Audit;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.Tests.Endpoint;

public sealed class CredentialEndpointTests : IAsyncDisposable
{
    private readonly LiveEndpoint _endpoint = new();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task Serves_container_credentials_for_the_token()
    {
        var grant = await _endpoint.GrantAsync(_endpoint.Assume());

        var answer = await RawHttp.AskAsync(grant);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            """{"AccessKeyId":"ASIA1","SecretAccessKey":"secret/of+ASIA1","Token":"token/+==","Expiration":"2026-01-01T09:00:00Z","RoleArn":"arn:aws:iam::444455556666:role/admin"}""",
            answer.Body
        );
        Assert.Contains("Content-Type: application/json", answer.Head, StringComparison.Ordinal);
        Assert.Contains("Cache-Control: no-store", answer.Head, StringComparison.Ordinal);
        Assert.Contains("X-Content-Type-Options: nosniff", answer.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Path_and_token_stay_the_same_across_renewals_and_failures()
    {
        var session = _endpoint.Assume(key: "ASIA1");
        var grant = await _endpoint.GrantAsync(session);

        _endpoint.Time.Advance(TimeSpan.FromMinutes(40));
        _endpoint.Assume(key: "ASIA2");
        Assert.Equal("ASIA2", (await RawHttp.AskAsync(grant)).Field("AccessKeyId"));
        Assert.Equal(grant, await _endpoint.GrantAsync(session));

        _endpoint.Time.Advance(TimeSpan.FromMinutes(61));
        _endpoint.Fail(session, ErrorCode.MfaRequired, "A code is needed.");
        Assert.Equal(403, (await RawHttp.AskAsync(grant)).Status);
        Assert.Equal(grant, await _endpoint.GrantAsync(session));

        _endpoint.Assume(key: "ASIA3");
        Assert.Equal("ASIA3", (await RawHttp.AskAsync(grant)).Field("AccessKeyId"));
        Assert.Equal(grant, await _endpoint.GrantAsync(session));
    }

    [Fact]
    public async Task The_local_address_serves_the_same_credentials_until_the_session_ends()
    {
        var session = _endpoint.Assume();
        _endpoint.Assume("other", key: "ASIA2");
        var local = LocalAddress.Parse((await _endpoint.GrantAsync(session)).LocalAddress!)!;

        Assert.Equal("ASIA1", (await EndpointClient.GetCredentialsAsync(local, CancellationToken.None)).AccessKeyId);

        _endpoint.Registry.End(session.Id);
        _endpoint.Assume();
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            EndpointClient.GetCredentialsAsync(local, CancellationToken.None)
        );
        Assert.Equal(
            (ErrorCode.SessionNotFound, "The session of 'prod-admin' has been ended; assume the role again."),
            (fault.Code, fault.Message)
        );
        Assert.NotEqual(local.Text, (await _endpoint.GrantAsync(session)).LocalAddress);
    }

    [Theory]
    [InlineData("http://127.0.0.1:80/grants/abc")]
    [InlineData("unix:relative.sock/grants/abc")]
    [InlineData("unix:/run/x.sock")]
    [InlineData(
        "unix:/run/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.sock/grants/abc"
    )]
    [InlineData("unix:/run/x.sock/grants/")]
    [InlineData("unix:/run/x.sock/grants/a b HTTP/1.1")]
    public void Does_not_parse_an_invalid_local_address(string text) => Assert.Null(LocalAddress.Parse(text));

    [Fact]
    public async Task Sessions_do_not_share_paths_or_tokens()
    {
        var first = await _endpoint.GrantAsync(_endpoint.Assume("dev"));
        var second = await _endpoint.GrantAsync(_endpoint.Assume("prod"));

        Assert.Equal(first.Address.Port, second.Address.Port);
        Assert.NotEqual(first.Address, second.Address);
        Assert.NotEqual(first.Token, second.Token);
        Assert.Matches("^/credentials/[A-Za-z0-9_-]{22}$", first.Address.AbsolutePath);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", first.Token);
        Assert.Equal(
            404,
            (await RawHttp.SendAsync(first.Address.Port, RawHttp.Get(first.Address, second.Token))).Status
        );
    }

    [Fact]
    public async Task An_ended_session_reports_that_it_has_ended_and_never_serves_again()
    {
        var session = _endpoint.Assume();
        var grant = await _endpoint.GrantAsync(session);

        _endpoint.Registry.End(session.Id);
        var ended = await RawHttp.AskAsync(grant);
        Assert.Equal(410, ended.Status);
        Assert.Equal(
            "RoleAssist: the session of 'prod-admin' has been ended; assume the role again.",
            ended.Field("message")
        );

        _endpoint.Assume(key: "ASIA2");
        var renewed = await _endpoint.GrantAsync(session);
        Assert.NotEqual(grant.Address, renewed.Address);
        Assert.NotEqual(grant.Token, renewed.Token);
        Assert.Equal(410, (await RawHttp.AskAsync(grant)).Status);
        Assert.Equal("ASIA2", (await RawHttp.AskAsync(renewed)).Field("AccessKeyId"));
    }

    [Fact]
    public async Task A_wrong_token_and_a_wrong_path_get_identical_responses()
    {
        var grant = await _endpoint.GrantAsync(_endpoint.Assume());
        var port = grant.Address.Port;
        var ended = _endpoint.Assume("dev");
        var revoked = await _endpoint.GrantAsync(ended);
        _endpoint.Registry.End(ended.Id);

        string[] requests =
        [
            RawHttp.Get(grant.Address, "wrong"),
            RawHttp.Get(grant.Address, ""),
            RawHttp.Get(grant.Address, grant.Token[..^1]),
            RawHttp.Get(grant.Address, grant.Token + "A"),
            RawHttp.Get(grant.Address, "Bearer " + grant.Token),
            RawHttp.Get(revoked.Address, grant.Token),
            RawHttp.Get(new Uri($"http://127.0.0.1:{port}/credentials/AAAAAAAAAAAAAAAAAAAAAA"), grant.Token),
            RawHttp.Get(new Uri($"http://127.0.0.1:{port}/"), grant.Token),
            RawHttp.Get(new Uri($"http://127.0.0.1:{port}/tickets/AAAAAAAAAAA"), grant.Token),
            RawHttp.Get(new Uri($"http://127.0.0.1:{port}/grants/{ended.Id}"), grant.Token),
        ];
        var answers = new List<string>();
        foreach (var request in requests)
        {
            var answer = await RawHttp.SendAsync(port, request);
            answers.Add(System.Text.RegularExpressions.Regex.Replace(answer.Head, "Date: .*", "") + answer.Body);
        }

        Assert.StartsWith("HTTP/1.1 404 ", Assert.Single(answers.Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_serves_expired_credentials()
    {
        // Timers do not run while the machine is asleep, so the registry has not noticed yet.
        var session = LiveEndpoint.NewSession("prod-admin", "ASIA1", _endpoint.Time.GetUtcNow().AddHours(1));
        _endpoint.Put(session);
        var grant = await _endpoint.GrantAsync(session);
        Assert.Equal(200, (await RawHttp.AskAsync(grant)).Status);

        _endpoint.Time.SetUtcNow(_endpoint.Time.GetUtcNow().AddHours(1));

        var expired = await RawHttp.AskAsync(grant);
        Assert.Equal(403, expired.Status);
        Assert.Equal("CredentialsExpired", expired.Field("code"));
        Assert.Equal(
            "RoleAssist: the session of 'prod-admin' has expired; assume the role again.",
            expired.Field("Message")
        );
    }

    [Fact]
    public async Task A_session_that_needs_an_MFA_code_reports_it_to_every_SDK()
    {
        var session = _endpoint.Assume("prod-ädmin");
        var grant = await _endpoint.GrantAsync(session);
        _endpoint.Fail(session, ErrorCode.MfaRequired, "A code is needed.");
        Assert.Equal(200, (await RawHttp.AskAsync(grant)).Status);

        _endpoint.Time.Advance(TimeSpan.FromHours(1));
        var answer = await RawHttp.AskAsync(grant);

        Assert.StartsWith(
            "HTTP/1.1 403 RoleAssist: the session of 'prod-?dmin' needs an MFA code; enter it in VS Code",
            answer.Head,
            StringComparison.Ordinal
        );
        Assert.Equal(("MfaRequired", "MfaRequired"), (answer.Field("code"), answer.Field("Code")));
        Assert.Equal(answer.Field("message"), answer.Field("Message"));
    }

    [Fact]
    public async Task Credentials_without_an_expiration_are_reported_to_expire_in_an_hour()
    {
        var session = LiveEndpoint.NewSession("prod-admin", "ASIA1", expiration: null);
        _endpoint.Put(session);
        var grant = await _endpoint.GrantAsync(session);

        Assert.Equal("2026-01-01T09:00:00Z", (await RawHttp.AskAsync(grant)).Field("Expiration"));
        _endpoint.Time.Advance(TimeSpan.FromMinutes(44));
        Assert.Equal("2026-01-01T09:44:00Z", (await RawHttp.AskAsync(grant)).Field("Expiration"));
    }

    [Fact]
    public async Task Never_serves_long_term_access_keys()
    {
        var session = LiveEndpoint.NewSession("prod-admin", "AKIA1", expiration: null, token: null);
        _endpoint.Put(session);

        var answer = await RawHttp.AskAsync(await _endpoint.GrantAsync(session));

        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain("AKIA1", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_waits_briefly_for_a_running_renewal()
    {
        var session = _endpoint.Assume(lifetime: TimeSpan.FromHours(1));
        var grant = await _endpoint.GrantAsync(session);
        _endpoint.Time.Advance(TimeSpan.FromHours(2));
        _endpoint.Registry.Begin(new SessionEntry(session.Id, new(), session.Chain));

        var tired = new[] { RawHttp.AskAsync(grant), RawHttp.AskAsync(grant) };
        await _endpoint.Time.WaitersAsync(EndpointHandler.RenewalTimeout, tired.Length);
        Assert.All(tired, waiting => Assert.False(waiting.IsCompleted));
        _endpoint.Time.Advance(EndpointHandler.RenewalTimeout);
        Assert.All(await Task.WhenAll(tired), answer => Assert.Equal(503, answer.Status));

        var served = RawHttp.AskAsync(grant);
        await _endpoint.Time.WaitersAsync(EndpointHandler.RenewalTimeout);
        _endpoint.Assume(key: "ASIA2");
        Assert.Equal("ASIA2", (await served).Field("AccessKeyId"));
    }

    [Fact]
    public async Task Audits_every_response_with_credentials_and_no_refusals()
    {
        var session = _endpoint.Assume();
        var grant = await _endpoint.GrantAsync(session);

        await RawHttp.AskAsync(grant);
        await RawHttp.SendAsync(grant.Address.Port, RawHttp.Get(grant.Address, "wrong"));

        var handedOut = Assert.Single(_endpoint.Audited, happened => happened.Action == AuditAction.HandedOut);
        Assert.Equal(
            ("endpoint", "prod-admin", "ASIA1"),
            (handedOut.Delivery, handedOut.Profile, handedOut.AccessKeyId)
        );
    }

    [Fact]
    public async Task An_unknown_session_gets_no_grant()
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            _endpoint.GrantAsync(LiveEndpoint.NewSession("dev", "ASIA", null))
        );

        Assert.Equal(ErrorCode.SessionNotFound, fault.Code);
    }
}
