using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using RoleAssist.Aws.SignIn;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.SignIn;

public sealed class LoginCredentialsTests : IDisposable
{
    private const string WrongRegion = """{"error":"INVALID_REQUEST","message":"Invalid refresh token"}""";

    private readonly LoginFixture _login = new();

    public void Dispose() => _login.Dispose();

    [Fact]
    public void Names_the_file_after_the_identity()
    {
        Assert.Equal(
            Path.Combine(
                _login.Home,
                ".aws",
                "login",
                "cache",
                "4b0ba8f99f075c0633e122fd73346ce203a3faf18ea0310eb2d29df1bab2e255.json"
            ),
            _login.Cache.PathOf(
                _login.Source with
                {
                    LoginSession = " arn:aws:sts::012345678910:assumed-role/Admin/admin ",
                }
            )
        );
    }

    [Theory]
    [InlineData("/caches/aws", "/caches/aws")]
    [InlineData("~/caches", "/home/ana/caches")]
    [InlineData("~", "/home/ana")]
    [InlineData("$WHERE/caches", "/srv/caches")]
    [InlineData("${WHERE}/$NOT_SET", "/srv/$NOT_SET")]
    public void Finds_the_folder_that_the_variable_names(string value, string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: Unix paths");
        var cache = new LoginCache(
            new ProcessEnvironment([
                new("HOME", "/home/ana"),
                new("WHERE", "/srv"),
                new("AWS_LOGIN_CACHE_DIRECTORY", value),
            ]),
            name => name,
            _login.Time,
            NullLogger<LoginCache>.Instance
        );

        Assert.Equal(folder, Path.GetDirectoryName(cache.PathOf(_login.Source)));
    }

    [Fact]
    public async Task Hands_out_credentials_with_more_than_five_minutes_left_as_they_are()
    {
        _login.Write(TimeSpan.FromSeconds(301));
        var network = FakeNetwork.Of(FakeNetwork.Ok(LoginFixture.Answer));

        Assert.Equal(
            new AwsCredentials(
                "ASIAOLD",
                "olds",
                "oldt",
                _login.Time.GetUtcNow() + TimeSpan.FromSeconds(301),
                "123456789012"
            ),
            await _login.GetNowAsync(network)
        );
        Assert.Empty(network.Requests);
    }

    [Fact]
    public async Task Renews_credentials_with_five_minutes_left()
    {
        _login.Write(TimeSpan.FromMinutes(5));
        var key = _login.Read().GetProperty("dpopKey").GetString();
        var network = FakeNetwork.Of(FakeNetwork.Ok(LoginFixture.Answer));

        var credentials = await _login.GetNowAsync(network);

        var end = new DateTimeOffset(2026, 7, 1, 12, 15, 0, TimeSpan.Zero);
        Assert.Equal(new AwsCredentials("ASIANEW", "news", "newt", end, "123456789012"), credentials);
        var request = Assert.Single(network.Requests);
        Assert.Equal("POST https://eu-west-1.signin.aws.amazon.com/v1/token", request.ToString());
        Assert.Equal(
            """{"clientId":"arn:aws:signin:::devtools/same-device","grantType":"refresh_token","refreshToken":"refresh"}""",
            request.Body
        );
        Assert.Equal(
            "https://eu-west-1.signin.aws.amazon.com/v1/token",
            ClaimsOf(request.Headers["DPoP"]).GetProperty("htu").GetString()
        );

        var file = _login.Read();
        Assert.Equal(
            ["tokenType", "clientId", "idToken", "dpopKey", "somethingElse", "refreshToken", "accessToken"],
            file.EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal(("next", key), (Text(file, "refreshToken"), Text(file, "dpopKey")));
        Assert.Equal("[1,2]", file.GetProperty("somethingElse").GetRawText());
        Assert.Equal(
            """{"accountId":"123456789012","kept":true,"accessKeyId":"ASIANEW","secretAccessKey":"news","sessionToken":"newt","expiresAt":"2026-07-01T12:15:00Z"}""",
            file.GetProperty("accessToken").GetRawText()
        );
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_login.File));
        }

        Assert.Equal([_login.File], Directory.GetFiles(Path.GetDirectoryName(_login.File)!));
    }

    [Fact]
    public async Task Asks_the_likely_regions_in_turn_and_remembers_the_right_one()
    {
        _login.Write(TimeSpan.Zero);
        var network = new FakeNetwork(request =>
            request.Url.Host.StartsWith("us-east-1.", StringComparison.Ordinal)
                ? FakeNetwork.Ok(LoginFixture.Answer)
                : FakeNetwork.Answer(HttpStatusCode.BadRequest, WrongRegion)
        );

        await _login.GetAsync(network);
        _login.Write(TimeSpan.Zero);
        await _login.GetAsync(network);

        Assert.Equal(["eu-west-1", "us-east-1", "us-east-1"], RegionsAsked(network));
        Assert.Equal("us-east-1", _login.Regions.Find(_login.Source));
    }

    [Fact]
    public async Task Asks_the_likely_regions_again_if_another_tool_has_signed_in_elsewhere()
    {
        _login.Regions.Remember(_login.Source, "ap-south-1");
        _login.Write(TimeSpan.Zero);
        var network = new FakeNetwork(request =>
            request.Url.Host.StartsWith("eu-west-1.", StringComparison.Ordinal)
                ? FakeNetwork.Ok(LoginFixture.Answer)
                : FakeNetwork.Answer(HttpStatusCode.BadRequest, WrongRegion)
        );

        await _login.GetAsync(network);

        Assert.Equal(["ap-south-1", "eu-west-1"], RegionsAsked(network));
        Assert.Equal("eu-west-1", _login.Regions.Find(_login.Source));
    }

    /// <summary>Newer AWS tools write it there.</summary>
    [Fact]
    public async Task Asks_the_region_in_the_file_first()
    {
        _login.Regions.Remember(_login.Source, "us-east-1");
        _login.Write(TimeSpan.Zero, region: "sa-east-1");
        var network = FakeNetwork.Of(FakeNetwork.Ok(LoginFixture.Answer));

        await _login.GetAsync(network);

        Assert.Equal(["sa-east-1"], RegionsAsked(network));
        Assert.Equal("sa-east-1", Text(_login.Read(), "signInRegion"));
    }

    [Fact]
    public async Task Asks_each_region_once_before_it_asks_the_user()
    {
        _login.Write(TimeSpan.Zero);
        var network = FakeNetwork.Of(FakeNetwork.Answer(HttpStatusCode.BadRequest, WrongRegion));

        var fault = await _login.FailsAsync(network);

        Assert.Equal(["eu-west-1", "us-east-1"], RegionsAsked(network));
        Assert.Equal((ErrorCode.LoginRequired, "p"), (fault.Code, fault.Profile));
        Assert.Contains("regions that were asked: eu-west-1, us-east-1", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>The login may still be good where nobody answers.</summary>
    [Fact]
    public async Task A_region_that_does_not_answer_is_no_reason_to_sign_in_again()
    {
        _login.Write(TimeSpan.Zero);
        var network = new FakeNetwork(request =>
            request.Url.Host.StartsWith("us-east-1.", StringComparison.Ordinal)
                ? FakeNetwork.Answer(HttpStatusCode.BadRequest, WrongRegion)
                : FakeNetwork.Answer(HttpStatusCode.ServiceUnavailable)
        );

        Assert.Equal(ErrorCode.ServiceUnavailable, (await _login.FailsAsync(network)).Code);
    }

    [Fact]
    public async Task Asks_a_custom_endpoint_once_and_remembers_no_region_for_it()
    {
        var source = _login.Source with { Signin = LoginFixture.At("http://127.0.0.1:9/signin/") };
        _login.Write(TimeSpan.Zero);
        var network = FakeNetwork.Of(FakeNetwork.Ok(LoginFixture.Answer));

        await _login.GetAsync(network, source);

        Assert.Equal("POST http://127.0.0.1:9/signin/v1/token", Assert.Single(network.Requests).ToString());
        Assert.Null(_login.Regions.Find(source));
    }

    [Theory]
    [InlineData("TOKEN_EXPIRED", ErrorCode.LoginRequired, "has ended: it lasts 12 hours at most")]
    [InlineData("USER_CREDENTIALS_CHANGED", ErrorCode.LoginRequired, "password or other credentials of this identity")]
    [InlineData("INSUFFICIENT_PERMISSIONS", ErrorCode.AccessDenied, "signin:CreateOAuth2Token")]
    [InlineData("AUTHCODE_EXPIRED", ErrorCode.LoginRequired, "not completed in time")]
    public async Task Says_what_the_words_of_the_service_mean(string word, ErrorCode code, string complaint)
    {
        _login.Write(TimeSpan.Zero);
        var network = FakeNetwork.Of(
            FakeNetwork.Answer(HttpStatusCode.Unauthorized, $$"""{"error":"{{word}}","message":"Denied"}""")
        );

        var fault = await _login.FailsAsync(network);

        Assert.Equal((code, "p"), (fault.Code, fault.Profile));
        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
        Assert.Contains(LoginFixture.Ana, fault.Message, StringComparison.Ordinal);
        Assert.Contains(
            code == ErrorCode.LoginRequired ? "roleassist login p" : "SignInLocalDevelopmentAccess",
            fault.Hint,
            StringComparison.Ordinal
        );
        Assert.Single(network.Requests);
    }

    [Theory]
    [InlineData(429, "", ErrorCode.Throttled)]
    [InlineData(500, "", ErrorCode.ServiceUnavailable)]
    [InlineData(302, "", ErrorCode.ServiceUnavailable)]
    [InlineData(200, "<html>", ErrorCode.ServiceUnavailable)]
    [InlineData(
        200,
        """{"accessToken":{"accessKeyId":"A"},"expiresIn":900,"refreshToken":"r"}""",
        ErrorCode.ServiceUnavailable
    )]
    [InlineData(
        200,
        """{"accessToken":{"accessKeyId":"A","secretAccessKey":"s","sessionToken":"t"},"expiresIn":0,"refreshToken":"r"}""",
        ErrorCode.ServiceUnavailable
    )]
    [InlineData(
        200,
        """{"accessToken":{"accessKeyId":"A","secretAccessKey":"s","sessionToken":"t"},"expiresIn":900}""",
        ErrorCode.ServiceUnavailable
    )]
    [InlineData(
        200,
        """{"accessToken":{"accessKeyId":"A","secretAccessKey":"s\r\nx: y","sessionToken":"t"},"expiresIn":900,"refreshToken":"r"}""",
        ErrorCode.ServiceUnavailable
    )]
    [InlineData(
        200,
        """{"accessToken":{"accessKeyId":"A","secretAccessKey":"s","sessionToken":"t"},"expiresIn":900,"refreshToken":"r\r\nx: y"}""",
        ErrorCode.ServiceUnavailable
    )]
    [InlineData(
        200,
        """{"accessToken":{"accessKeyId":"A","secretAccessKey":"s","sessionToken":"t"},"expiresIn":900,"refreshToken":"r","idToken":"a b"}""",
        ErrorCode.ServiceUnavailable
    )]
    public async Task An_odd_answer_never_asks_for_a_sign_in(int status, string body, ErrorCode code)
    {
        _login.Write(TimeSpan.Zero);
        var before = await File.ReadAllTextAsync(_login.File);

        var fault = await _login.FailsAsync(FakeNetwork.Of(FakeNetwork.Answer((HttpStatusCode)status, body)));

        Assert.Equal(code, fault.Code);
        Assert.Equal(before, await File.ReadAllTextAsync(_login.File));
        Assert.DoesNotContain("refresh\"", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, WrongRegion)]
    [InlineData(401, """{"error":"TOKEN_EXPIRED"}""")]
    [InlineData(503, "")]
    public async Task Uses_the_old_credentials_while_they_are_valid_if_renewal_fails(int status, string body)
    {
        _login.Write(TimeSpan.FromMinutes(2));

        var credentials = await _login.GetNowAsync(FakeNetwork.Of(FakeNetwork.Answer((HttpStatusCode)status, body)));

        Assert.Equal("ASIAOLD", credentials.AccessKeyId);
    }

    [Fact]
    public async Task Uses_what_another_tool_has_renewed_first()
    {
        _login.Write(TimeSpan.Zero);
        var network = new FakeNetwork(_ =>
        {
            _login.Write(TimeSpan.FromMinutes(15), "theirs", "ASIATHEIRS");
            return FakeNetwork.Answer(HttpStatusCode.Unauthorized, """{"error":"TOKEN_EXPIRED"}""");
        });

        Assert.Equal("ASIATHEIRS", (await _login.GetAsync(network)).AccessKeyId);
    }

    [Fact]
    public async Task Does_not_overwrite_a_login_that_another_tool_has_made_meanwhile()
    {
        _login.Write(TimeSpan.Zero);
        var network = new FakeNetwork(_ =>
        {
            _login.Write(TimeSpan.FromMinutes(15), "theirs");
            return FakeNetwork.Ok(LoginFixture.Answer);
        });

        Assert.Equal("ASIANEW", (await _login.GetAsync(network)).AccessKeyId);
        Assert.Equal("theirs", Text(_login.Read(), "refreshToken"));
    }

    [Fact]
    public async Task Does_not_bring_back_a_login_that_was_removed_meanwhile()
    {
        _login.Write(TimeSpan.Zero);
        var network = new FakeNetwork(_ =>
        {
            File.Delete(_login.File);
            return FakeNetwork.Ok(LoginFixture.Answer);
        });

        await _login.GetAsync(network);

        Assert.False(File.Exists(_login.File));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Goes_on_with_a_login_that_cannot_be_written(int secondsLeft)
    {
        // The name is too long for a draft beside it.
        var elsewhere = Path.Combine(_login.Home, new string('x', 250));
        _login.Write(TimeSpan.FromSeconds(secondsLeft));
        File.Move(_login.File, elsewhere);
        File.CreateSymbolicLink(_login.File, elsewhere);
        var network = FakeNetwork.Of(FakeNetwork.Ok(LoginFixture.Answer));

        Assert.Equal("ASIANEW", (await _login.GetAsync(network)).AccessKeyId);
        Assert.Equal("ASIANEW", (await _login.GetAsync(network)).AccessKeyId);
        Assert.Single(network.Requests);

        _login.Time.Advance(TimeSpan.FromMinutes(14));
        await _login.GetAsync(network);
        Assert.Contains("\"next\"", network.Requests[1].Body, StringComparison.Ordinal);
        Assert.Equal("refresh", Text(_login.Read(), "refreshToken"));

        File.Delete(elsewhere);
        Assert.Equal(ErrorCode.LoginRequired, (await _login.FailsAsync(network)).Code);
    }

    [Fact]
    public async Task Many_at_once_make_one_call()
    {
        _login.Write(TimeSpan.Zero);
        var network = FakeNetwork.Of(FakeNetwork.Ok(LoginFixture.Answer));

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _login.GetAsync(network)));

        Assert.All(all, credentials => Assert.Equal("ASIANEW", credentials.AccessKeyId));
        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task Keeps_a_link_to_the_file()
    {
        _login.Write(TimeSpan.Zero);
        var elsewhere = Path.Combine(_login.Home, "elsewhere.json");
        File.Move(_login.File, elsewhere);
        File.CreateSymbolicLink(_login.File, elsewhere);

        await _login.GetAsync(FakeNetwork.Of(FakeNetwork.Ok(LoginFixture.Answer)));

        Assert.NotNull(File.ResolveLinkTarget(_login.File, returnFinalTarget: false));
        Assert.Contains("next", await File.ReadAllTextAsync(elsewhere), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "is not on this machine")]
    [InlineData("", "is not on this machine")]
    [InlineData("{}", "has no valid accessToken")]
    [InlineData("""{"accessToken":{"accessKeyId":"A"}}""", "has no valid clientId")]
    public async Task Without_a_login_the_hint_is_the_command(string? content, string complaint)
    {
        if (content is not null)
        {
            await File.WriteAllTextAsync(_login.File, content);
        }

        var fault = await _login.FailsAsync(FakeNetwork.Of(FakeNetwork.Ok(LoginFixture.Answer)));

        Assert.Equal((ErrorCode.LoginRequired, "p"), (fault.Code, fault.Profile));
        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
        Assert.Equal("Run roleassist login p (in VS Code: AWS: Sign In...).", fault.Hint);
        Assert.Equal("p", fault.SignIn);
    }

    [Theory]
    [InlineData("clientId")]
    [InlineData("refreshToken")]
    [InlineData("dpopKey")]
    public async Task Names_the_field_without_which_a_login_cannot_be_renewed(string field)
    {
        _login.Write(TimeSpan.Zero, without: field);
        var network = FakeNetwork.Of(FakeNetwork.Ok(LoginFixture.Answer));

        var fault = await _login.FailsAsync(network);

        Assert.Equal(ErrorCode.LoginRequired, fault.Code);
        Assert.Contains($"has no valid {field}", fault.Message, StringComparison.Ordinal);
        Assert.Empty(network.Requests);
    }

    [Fact]
    public async Task A_login_that_cannot_be_renewed_is_used_until_it_expires()
    {
        _login.Write(TimeSpan.FromSeconds(1), without: "dpopKey");

        Assert.Equal(
            "ASIAOLD",
            (await _login.GetNowAsync(FakeNetwork.Of(FakeNetwork.Ok(LoginFixture.Answer)))).AccessKeyId
        );
    }

    /// <summary>Its identity may have the same name as a real one.</summary>
    [Fact]
    public async Task A_login_to_the_sandbox_of_this_process_stays_in_memory()
    {
        _login.Write(TimeSpan.FromMinutes(10));
        var document = (await _login.Cache.ReadAsync(_login.Source, CancellationToken.None))!.Value;
        var sandbox = _login.Source with { IsSandbox = true };
        File.Delete(_login.File);

        _login.Cache.Write(sandbox, document);

        Assert.Equal("ASIAOLD", (await _login.GetNowAsync(FakeNetwork.Of(), sandbox)).AccessKeyId);
        Assert.False(File.Exists(_login.File));
        Assert.True(_login.Cache.Remove(sandbox));
        Assert.Null(await _login.Cache.ReadAsync(sandbox, CancellationToken.None));
    }

    [Fact]
    public void A_damaged_memory_of_the_region_counts_as_none()
    {
        _login.Regions.Remember(_login.Source, "eu-west-1");
        var file = Assert.Single(Directory.GetFiles(_login.Home, "login-*.json"));

        Assert.Equal("eu-west-1", _login.Regions.Find(_login.Source));
        foreach (var damage in new[] { "", "[", "null", """{"region":"x.example/"}""", """{"region":3}""" })
        {
            File.WriteAllText(file, damage);
            Assert.Null(_login.Regions.Find(_login.Source));
        }

        _login.Regions.Forget(_login.Source);
        Assert.False(File.Exists(file));
    }

    private static IEnumerable<string> RegionsAsked(FakeNetwork network) =>
        network.Requests.Select(request => request.Url.Host.Split('.')[0]);

    private static JsonElement ClaimsOf(string proof) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(proof.Split('.')[1]))).RootElement;

    private static string? Text(JsonElement parent, string name) => parent.GetProperty(name).GetString();
}
