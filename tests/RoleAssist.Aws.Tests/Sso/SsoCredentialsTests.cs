using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Sso;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Sso;

public sealed class SsoCredentialsTests : IDisposable
{
    private const string Keys =
        """{"roleCredentials":{"accessKeyId":"ASIA","secretAccessKey":"s","sessionToken":"t","expiration":1782910800000}}""";
    private const string NewToken =
        """{"accessToken":"new","expiresIn":3600,"refreshToken":"next","tokenType":"Bearer"}""";

    private static readonly SsoSource Session = new(
        "p",
        "corp",
        "https://corp.example/start",
        "eu-west-1",
        "123456789012",
        "Dev/Ops"
    );
    private static readonly SsoSource Legacy = new(
        "p",
        null,
        "https://corp.example/start",
        "eu-west-1",
        "123456789012",
        "Dev"
    );

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly FakeTokenVault _vault = new();
    private readonly WarningLog _log = new();
    private readonly SsoTokenCache _cache;
    private readonly SsoTokens _tokens;

    public SsoCredentialsTests()
    {
        var environment = new ProcessEnvironment([KeyValuePair.Create("HOME", _home)]);
        _cache = new SsoTokenCache(environment, _time);
        _tokens = new SsoTokens(environment, _vault, _time, _log);
        Directory.CreateDirectory(Path.GetDirectoryName(_cache.PathOf(Session))!);
    }

    private string Id => $"sso-{Path.GetFileNameWithoutExtension(_cache.PathOf(Session))}";

    public void Dispose()
    {
        _tokens.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public void Names_the_file_after_the_session_or_the_start_url()
    {
        Assert.Equal(
            Path.Combine(_home, ".aws", "sso", "cache", "34c6fceca75e456f25e7e99531e2425c6c1de443.json"),
            _cache.PathOf(Session with { Session = "dev" })
        );
        Assert.EndsWith(
            "dace00cba5f8355ec9d274ceb2bcebdfbeed0e12.json",
            _cache.PathOf(Legacy with { StartUrl = "https://ssotest.awsapps.com/start" }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Gets_credentials_for_the_token()
    {
        WriteToken(Session, "2026-07-01T13:00:00Z");
        var network = FakeNetwork.Of(FakeNetwork.Ok(Keys));

        var credentials = await GetAsync(network, Session);

        Assert.Equal(
            new AwsCredentials(
                "ASIA",
                "s",
                "t",
                DateTimeOffset.FromUnixTimeMilliseconds(1782910800000),
                "123456789012"
            ),
            credentials
        );
        var request = Assert.Single(network.Requests);
        Assert.Equal(
            "GET https://portal.sso.eu-west-1.amazonaws.com/federation/credentials?role_name=Dev%2FOps&account_id=123456789012",
            request.ToString()
        );
        Assert.Equal("old", request.Headers["x-amz-sso_bearer_token"]);
    }

    [Theory]
    [InlineData("2026-07-01T12:00:01UTC")]
    [InlineData("2026-07-01T12:00:00.123456789Z")]
    [InlineData("2026-07-01T14:00:01+02:00")]
    public async Task Reads_the_time_formats_of_older_clis(string expiresAt)
    {
        WriteToken(Legacy, expiresAt);

        Assert.Equal("ASIA", (await GetAsync(FakeNetwork.Of(FakeNetwork.Ok(Keys)), Legacy)).AccessKeyId);
    }

    [Fact]
    public async Task Renews_and_stores_a_token_five_minutes_before_it_expires()
    {
        WriteToken(Session, "2026-07-01T12:05:00Z");
        var network = FakeNetwork.Of(FakeNetwork.Ok(NewToken), FakeNetwork.Ok(Keys));

        await GetAsync(network, Session);

        Assert.Equal("POST https://oidc.eu-west-1.amazonaws.com/token", network.Requests[0].ToString());
        Assert.Equal(
            """{"clientId":"id","clientSecret":"cs","grantType":"refresh_token","refreshToken":"refresh"}""",
            network.Requests[0].Body
        );
        Assert.Equal("new", network.Requests[1].Headers["x-amz-sso_bearer_token"]);
        var file = JsonDocument.Parse(await File.ReadAllTextAsync(_cache.PathOf(Session))).RootElement;
        Assert.Equal(
            ("new", "2026-07-01T13:00:00Z", "next", "cs", "{\"a\":[1]}"),
            (
                Text(file, "accessToken"),
                Text(file, "expiresAt"),
                Text(file, "refreshToken"),
                Text(file, "clientSecret"),
                file.GetProperty("somethingElse").GetRawText()
            )
        );
        Assert.Equal(8, file.EnumerateObject().Count());
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_cache.PathOf(Session))!, "*.tmp"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_cache.PathOf(Session)));
        }
    }

    [Fact]
    public async Task Does_not_renew_a_token_with_more_than_five_minutes_left()
    {
        WriteToken(Session, "2026-07-01T12:05:01Z");

        var network = FakeNetwork.Of(FakeNetwork.Ok(Keys));
        await GetAsync(network, Session);

        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task Keeps_a_link_to_the_file()
    {
        WriteToken(Session, "2026-07-01T12:01:00Z");
        var elsewhere = Path.Combine(_home, "elsewhere.json");
        File.Move(_cache.PathOf(Session), elsewhere);
        File.CreateSymbolicLink(_cache.PathOf(Session), elsewhere);

        await GetAsync(FakeNetwork.Of(FakeNetwork.Ok(NewToken), FakeNetwork.Ok(Keys)), Session);

        Assert.NotNull(File.ResolveLinkTarget(_cache.PathOf(Session), returnFinalTarget: false));
        Assert.Contains("next", await File.ReadAllTextAsync(elsewhere), StringComparison.Ordinal);
    }

    /// <summary>
    /// A circular link represents anything that can happen between reading and writing, such as a logout.
    /// </summary>
    [Fact]
    public void Reports_a_token_that_cannot_be_written()
    {
        File.CreateSymbolicLink(_cache.PathOf(Session), _cache.PathOf(Session));

        var fault = Assert.Throws<RoleAssistException>(() => _cache.Write(Session, []));

        Assert.Equal((ErrorCode.CredentialSourceFailed, "p"), (fault.Code, fault.Profile));
        Assert.Contains("cannot be written", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task Uses_the_old_token_while_it_is_valid_if_renewal_fails(int status)
    {
        WriteToken(Session, "2026-07-01T12:01:00Z");
        var network = new FakeNetwork(request =>
            request.Method == "POST" ? FakeNetwork.Answer((HttpStatusCode)status) : FakeNetwork.Ok(Keys)
        );

        await GetAsync(network, Session);

        Assert.Equal("old", network.Requests[^1].Headers["x-amz-sso_bearer_token"]);
    }

    [Fact]
    public async Task Waits_for_another_process_and_uses_the_token_it_renewed()
    {
        WriteToken(Session, "2026-07-01T12:01:00Z");
        var network = FakeNetwork.Of(FakeNetwork.Ok(Keys));
        Task<AwsCredentials> call;
        using (await _cache.LockAsync(Session, CancellationToken.None))
        {
            call = GetAsync(network, Session);
            _time.Advance(TimeSpan.FromMilliseconds(50));
            Assert.Empty(network.Requests);
            WriteToken(Session, "2026-07-01T13:00:00Z", "theirs");
        }

        await PassTimeAsync(call);
        Assert.Equal("theirs", Assert.Single(network.Requests).Headers["x-amz-sso_bearer_token"]);
    }

    [Fact]
    public async Task Rereads_a_file_that_another_tool_is_writing()
    {
        await File.WriteAllTextAsync(_cache.PathOf(Session), "");
        var call = GetAsync(FakeNetwork.Of(FakeNetwork.Ok(Keys)), Session);

        WriteToken(Session, "2026-07-01T13:00:00Z");

        Assert.Equal("ASIA", (await PassTimeAsync(call)).AccessKeyId);
    }

    [Theory]
    [InlineData(null, "has no token in")]
    [InlineData("", "has no token in")]
    [InlineData("{", "has no token in")]
    [InlineData("""{"accessToken":"x"}""", "has no token in")]
    [InlineData("""{"accessToken":"x","expiresAt":"2026-07-01T11:00:00Z"}""", "expired at 2026-07-01T11:00:00Z")]
    [InlineData(
        """{"accessToken":"x","expiresAt":"2026-07-01T11:00:00Z","refreshToken":"r","clientId":"i","clientSecret":"s","registrationExpiresAt":"2026-07-01T11:00:00Z"}""",
        "cannot be renewed"
    )]
    public async Task Without_a_token_the_hint_is_the_login_command(string? content, string complaint)
    {
        foreach (var (source, name) in new[] { (Session, "corp"), (Legacy, "p") })
        {
            if (content is not null)
            {
                await File.WriteAllTextAsync(_cache.PathOf(source), content);
            }

            var fault = await FailsAsync(FakeNetwork.Of(FakeNetwork.Ok(Keys)), source);

            Assert.Equal((ErrorCode.SsoLoginRequired, "p"), (fault.Code, fault.Profile));
            Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
            Assert.Equal(name, fault.SignIn);
            Assert.Equal($"Run roleassist login {name}.", fault.Hint);
        }
    }

    [Fact]
    public async Task A_name_in_the_hint_is_quoted_for_a_shell()
    {
        var odd = Session with { Session = "x$(touch z)" };

        var fault = await FailsAsync(FakeNetwork.Of(FakeNetwork.Ok(Keys)), odd);

        Assert.Equal("Run roleassist login 'x$(touch z)'.", fault.Hint);
    }

    [Fact]
    public async Task An_endless_file_contains_no_token()
    {
        if (!File.Exists("/dev/zero"))
        {
            return;
        }

        File.CreateSymbolicLink(_cache.PathOf(Session), "/dev/zero");

        Assert.Equal(
            ErrorCode.SsoLoginRequired,
            (await FailsAsync(FakeNetwork.Of(FakeNetwork.Ok(Keys)), Session)).Code
        );
    }

    [Fact]
    public async Task A_legacy_token_cannot_be_renewed()
    {
        WriteToken(Legacy, "2026-07-01T11:00:00Z");
        var network = FakeNetwork.Of(FakeNetwork.Ok(NewToken));

        Assert.Equal(ErrorCode.SsoLoginRequired, (await FailsAsync(network, Legacy)).Code);
        Assert.Empty(network.Requests);
    }

    [Theory]
    [InlineData(400, ErrorCode.SsoLoginRequired)]
    [InlineData(503, ErrorCode.ServiceUnavailable)]
    public async Task Reports_whether_a_login_helps_if_an_expired_token_cannot_be_renewed(int status, ErrorCode code)
    {
        WriteToken(Session, "2026-07-01T11:00:00Z");

        Assert.Equal(
            code,
            (
                await FailsAsync(
                    FakeNetwork.Of(FakeNetwork.Answer((HttpStatusCode)status, """{"error":"invalid_grant"}""")),
                    Session
                )
            ).Code
        );
    }

    [Theory]
    [InlineData(401, """{"message":"Session token not found or invalid"}""", ErrorCode.SsoLoginRequired)]
    [InlineData(403, """{"message":"No access"}""", ErrorCode.AccessDenied)]
    [InlineData(404, "", ErrorCode.AccessDenied)]
    [InlineData(400, """{"message":"Bad"}""", ErrorCode.RequestRejected)]
    [InlineData(429, "", ErrorCode.Throttled)]
    [InlineData(500, "", ErrorCode.ServiceUnavailable)]
    [InlineData(200, "{}", ErrorCode.ServiceUnavailable)]
    [InlineData(
        200,
        """{"roleCredentials":{"accessKeyId":"A","secretAccessKey":"s","sessionToken":"t","expiration":"soon"}}""",
        ErrorCode.ServiceUnavailable
    )]
    public async Task Distinguishes_errors_of_the_portal(int status, string body, ErrorCode code)
    {
        WriteToken(Session, "2026-07-01T13:00:00Z");

        var fault = await FailsAsync(FakeNetwork.Of(FakeNetwork.Answer((HttpStatusCode)status, body)), Session);

        Assert.Equal((code, "p"), (fault.Code, fault.Profile));
        Assert.DoesNotContain("old", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_again_what_another_tool_renewed_before_it_says_that_a_sign_in_is_needed()
    {
        WriteToken(Session, "2026-07-01T11:00:00Z");
        var network = new FakeNetwork(request =>
        {
            if (request.Method != "POST")
            {
                return FakeNetwork.Ok(Keys);
            }

            // A tool without our lock has used the refresh token a moment ago, and writes the file now.
            WriteToken(Session, "2026-07-01T13:00:00Z", "theirs");
            return FakeNetwork.Answer(HttpStatusCode.BadRequest, """{"error":"invalid_grant"}""");
        });

        await GetAsync(network, Session);

        Assert.Equal("theirs", network.Requests[^1].Headers["x-amz-sso_bearer_token"]);
    }

    [Fact]
    public async Task Tries_the_token_of_a_sign_in_that_happened_during_the_call()
    {
        WriteToken(Session, "2026-07-01T13:00:00Z");
        var network = new FakeNetwork(request =>
        {
            if (request.Headers["x-amz-sso_bearer_token"] != "old")
            {
                return FakeNetwork.Ok(Keys);
            }

            WriteToken(Session, "2026-07-01T13:00:00Z", "theirs");
            return FakeNetwork.Answer(HttpStatusCode.Unauthorized);
        });

        Assert.Equal("ASIA", (await GetAsync(network, Session)).AccessKeyId);
        Assert.Equal(2, network.Requests.Count);
    }

    [Fact]
    public async Task Renews_a_token_of_the_vault_in_the_vault()
    {
        _vault.IsWanted = true;
        _vault.Tokens[Id] = Document("2026-07-01T12:01:00Z", "old");

        await GetAsync(FakeNetwork.Of(FakeNetwork.Ok(NewToken), FakeNetwork.Ok(Keys)), Session);

        Assert.Contains("\"next\"", _vault.Tokens[Id], StringComparison.Ordinal);
        Assert.False(File.Exists(_cache.PathOf(Session)));
    }

    [Theory]
    [InlineData("2026-07-01T13:00:00Z", "theirs")]
    [InlineData("2026-07-01T11:00:00Z", "new")]
    public async Task A_sign_in_during_the_renewal_is_not_overwritten_and_counts_if_it_is_valid(
        string expiresAt,
        string used
    )
    {
        WriteToken(Session, "2026-07-01T12:01:00Z");
        var theirs = Document(expiresAt, "theirs").Replace("\"refresh\"", "\"other\"", StringComparison.Ordinal);
        var network = Renewing(() => File.WriteAllText(_cache.PathOf(Session), theirs));

        await GetAsync(network, Session);

        Assert.Equal(used, network.Requests[^1].Headers["x-amz-sso_bearer_token"]);
        Assert.Equal(theirs, await File.ReadAllTextAsync(_cache.PathOf(Session)));
    }

    [Fact]
    public async Task A_sign_out_during_the_renewal_is_not_undone()
    {
        WriteToken(Session, "2026-07-01T12:01:00Z");
        var network = Renewing(() => File.Delete(_cache.PathOf(Session)));

        var fault = await FailsAsync(network, Session);

        Assert.Equal(ErrorCode.SsoLoginRequired, fault.Code);
        Assert.Equal("POST", Assert.Single(network.Requests).Method);
        Assert.False(File.Exists(_cache.PathOf(Session)));
    }

    [Theory]
    [InlineData("2026-07-01T12:01:00Z")]
    [InlineData("2026-07-01T11:00:00Z")]
    public async Task Goes_on_with_a_token_that_cannot_be_written(string expiresAt)
    {
        _vault.IsWanted = true;
        _vault.Tokens[Id] = Document(expiresAt, "old");
        _vault.CannotWrite = true;

        var network = FakeNetwork.Of(FakeNetwork.Ok(NewToken), FakeNetwork.Ok(Keys), FakeNetwork.Ok(Keys));
        await GetAsync(network, Session);
        await GetAsync(network, Session);

        Assert.Equal(["POST", "GET", "GET"], network.Requests.Select(request => request.Method));
        Assert.All(network.Requests.Skip(1), request => Assert.Equal("new", request.Headers["x-amz-sso_bearer_token"]));
        Assert.Single(_log.Warnings);

        _time.Advance(TimeSpan.FromMinutes(58));
        var later = FakeNetwork.Of(
            FakeNetwork.Ok(NewToken.Replace("next", "third", StringComparison.Ordinal)),
            FakeNetwork.Ok(Keys)
        );
        await GetAsync(later, Session);
        Assert.Contains("\"next\"", later.Requests[0].Body, StringComparison.Ordinal);
        Assert.Single(_log.Warnings);

        _vault.CannotWrite = false;
        _time.Advance(TimeSpan.FromMinutes(58));
        await GetAsync(FakeNetwork.Of(FakeNetwork.Ok(NewToken), FakeNetwork.Ok(Keys)), Session);
        Assert.Contains("\"next\"", _vault.Tokens[Id], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_sign_in_replaces_a_token_that_could_not_be_written()
    {
        _vault.IsWanted = true;
        _vault.Tokens[Id] = Document("2026-07-01T12:01:00Z", "old");
        _vault.CannotWrite = true;
        await GetAsync(FakeNetwork.Of(FakeNetwork.Ok(NewToken), FakeNetwork.Ok(Keys)), Session);

        _vault.Tokens[Id] = Document("2026-07-01T13:00:00Z", "theirs")
            .Replace("\"refresh\"", "\"other\"", StringComparison.Ordinal);
        var network = FakeNetwork.Of(FakeNetwork.Ok(Keys));
        await GetAsync(network, Session);

        Assert.Equal("theirs", Assert.Single(network.Requests).Headers["x-amz-sso_bearer_token"]);
    }

    [Theory]
    [InlineData("2026-07-01T11:00:00Z", "2026-07-01T13:00:00Z", "cache")]
    [InlineData("2026-07-01T13:00:00Z", "2026-07-01T14:00:00Z", "sealed")]
    [InlineData("2026-07-01T13:00:00Z", "2026-07-01T11:00:00Z", "sealed")]
    public async Task An_expired_sealed_token_hides_no_good_one(string inVault, string inCache, string used)
    {
        _vault.IsWanted = true;
        _vault.Tokens[Id] = Document(inVault, "sealed");
        WriteToken(Session, inCache, "cache");
        var network = FakeNetwork.Of(FakeNetwork.Ok(Keys));

        await GetAsync(network, Session);

        Assert.Equal(used, Assert.Single(network.Requests).Headers["x-amz-sso_bearer_token"]);
    }

    [Theory]
    [InlineData(true, "2026-07-01T11:59:00Z", "2026-07-01T11:00:00Z", "sealed-refresh")]
    [InlineData(true, "2026-07-01T11:00:00Z", "2026-07-01T11:59:00Z", "refresh")]
    [InlineData(false, "2026-07-01T11:00:00Z", "2026-07-01T11:59:00Z", "sealed-refresh")]
    public async Task Of_two_expired_tokens_the_one_that_can_be_renewed_counts_and_else_the_later(
        bool isRenewable,
        string inVault,
        string inCache,
        string sent
    )
    {
        _vault.IsWanted = true;
        _vault.Tokens[Id] = Document(inVault, "sealed")
            .Replace("\"refresh\"", "\"sealed-refresh\"", StringComparison.Ordinal);
        WriteToken(Session, inCache, "cache", isRenewable ? "clientSecret" : "none");
        var network = FakeNetwork.Of(FakeNetwork.Ok(NewToken), FakeNetwork.Ok(Keys));

        await GetAsync(network, Session);

        Assert.Contains($"\"{sent}\"", network.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_wants_the_vault_and_who_does_not_wait_for_each_other(bool isWanted)
    {
        _vault.IsWanted = isWanted;
        using (await _tokens.LockAsync(Session, CancellationToken.None))
        {
            Assert.Equal(isWanted ? [Id] : [], _vault.Locked);
            using var cancel = new CancellationTokenSource();
            var other = _cache.LockAsync(Session, cancel.Token);
            Assert.False(other.IsCompleted);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);
        }

        Assert.Empty(_vault.Locked);
        using var free = await _cache.LockAsync(Session, CancellationToken.None);
    }

    [Theory]
    [InlineData(403, "<html>Blocked by the proxy</html>", ErrorCode.ServiceUnavailable)]
    [InlineData(400, "", ErrorCode.ServiceUnavailable)]
    [InlineData(400, """{"error":"invalid_request"}""", ErrorCode.ServiceUnavailable)]
    [InlineData(400, """{"error":"expired_token"}""", ErrorCode.SsoLoginRequired)]
    [InlineData(401, """{"error":"invalid_client"}""", ErrorCode.SsoLoginRequired)]
    [InlineData(400, """{"error":"access_denied"}""", ErrorCode.SsoLoginRequired)]
    public async Task Asks_for_a_sign_in_only_if_the_token_service_says_that_this_one_has_ended(
        int status,
        string body,
        ErrorCode code
    )
    {
        WriteToken(Session, "2026-07-01T11:00:00Z");
        var network = FakeNetwork.Of(FakeNetwork.Answer((HttpStatusCode)status, body));

        Assert.Equal(code, (await FailsAsync(network, Session)).Code);
    }

    [Theory]
    [InlineData("accessToken", "\"two words\"")]
    [InlineData("accessToken", "\"line\\r\\nx-header: 1\"")]
    [InlineData("refreshToken", "\"t\u00f6ken\"")]
    [InlineData("expiresIn", "0")]
    [InlineData("expiresIn", "2000000000")]
    public async Task Takes_no_token_that_is_none(string field, string value)
    {
        WriteToken(Session, "2026-07-01T11:00:00Z");
        var before = await File.ReadAllTextAsync(_cache.PathOf(Session));
        var token = NewToken.Replace($"\"{field}\":", $"\"{field}\":{value},\"was\":", StringComparison.Ordinal);

        var fault = await FailsAsync(FakeNetwork.Of(FakeNetwork.Ok(token)), Session);

        Assert.Equal(ErrorCode.ServiceUnavailable, fault.Code);
        Assert.Equal(before, await File.ReadAllTextAsync(_cache.PathOf(Session)));
    }

    [Fact]
    public async Task Two_sessions_do_not_wait_for_each_other()
    {
        var other = Session with { Session = "other" };
        WriteToken(other, "2026-07-01T12:01:00Z");
        using (await _cache.LockAsync(Session, CancellationToken.None))
        {
            await GetAsync(FakeNetwork.Of(FakeNetwork.Ok(NewToken), FakeNetwork.Ok(Keys)), other);
        }

        Assert.Contains("next", await File.ReadAllTextAsync(_cache.PathOf(other)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_for_a_token_only_has_no_credentials()
    {
        var fault = await FailsAsync(
            FakeNetwork.Of(FakeNetwork.Ok(Keys)),
            Session with
            {
                AccountId = null,
                RoleName = null,
            }
        );

        Assert.Equal(ErrorCode.ConfigurationInvalid, fault.Code);
        Assert.Contains(
            "selected profile will resolve an access token instead of credentials",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("sso_account_id and sso_role_name", fault.Hint, StringComparison.Ordinal);
    }

    /// <summary>Answers while something else happens, as in the middle of a renewal.</summary>
    private static FakeNetwork Renewing(Action meanwhile) =>
        new(request =>
        {
            if (request.Method != "POST")
            {
                return FakeNetwork.Ok(Keys);
            }

            meanwhile();
            return FakeNetwork.Ok(NewToken);
        });

    private void WriteToken(SsoSource source, string expiresAt, string token = "old", string secret = "clientSecret")
    {
        var draft = Path.Combine(_home, "draft");
        File.WriteAllText(draft, Document(expiresAt, token).Replace("clientSecret", secret, StringComparison.Ordinal));
        File.Move(draft, _cache.PathOf(source), overwrite: true);
    }

    private static string Document(string expiresAt, string token) =>
        $$"""
            {
              "startUrl": "https://corp.example/start", "accessToken": "{{token}}", "expiresAt": "{{expiresAt}}", "somethingElse": {"a":[1]},
              "clientId": "id", "clientSecret": "cs", "refreshToken": "refresh", "registrationExpiresAt": "2026-09-01T00:00:00Z"
            }
            """;

    private static string? Text(JsonElement file, string name) => file.GetProperty(name).GetString();

    private Task<RoleAssistException> FailsAsync(FakeNetwork network, SsoSource source) =>
        Assert.ThrowsAsync<RoleAssistException>(() => PassTimeAsync(GetAsync(network, source)));

    /// <summary>Advances the clock until the call completes.</summary>
    private async Task<AwsCredentials> PassTimeAsync(Task<AwsCredentials> call)
    {
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(1);
        }

        return await call;
    }

    private async Task<AwsCredentials> GetAsync(FakeNetwork network, SsoSource source)
    {
        using var http = new AwsHttpClients(new ProcessEnvironment([]), _ => network);
        var retries = new RetryPolicy(_time, () => 0);
        return await new SsoCredentials(
            _tokens,
            new SsoOidc(http, retries, _time),
            new SsoPortal(http, retries),
            _time
        ).GetAsync(source, CancellationToken.None);
    }

    private sealed class WarningLog : ILogger<SsoTokens>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel == LogLevel.Warning)
            {
                Warnings.Add(formatter(state, exception));
            }
        }
    }
}
