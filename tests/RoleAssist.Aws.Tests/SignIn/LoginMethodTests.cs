using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Aws.SignIn;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.Tests.SignIn;

public sealed class LoginMethodTests : IDisposable, ISignInCallbacks
{
    private const string Port = "http://127.0.0.1:5/oauth/callback";
    private const string Confirmation = "https://eu-west-1.signin.aws.amazon.com/v1/sessions/confirmation";

    private readonly LoginFixture _login = new();
    private readonly ProcessEnvironment _environment;
    private readonly SharedConfigProfileStore _store;
    private readonly LoginMethod _method;
    private readonly FakeNetwork _network;
    private readonly AwsHttpClients _http;
    private string _identity = LoginFixture.Ana;
    private FakeAnswer? _refusal;
    private string? _state;
    private bool _hasPorts = true;
    private CallbackAnswer _browser = new("the-code");

    public LoginMethodTests()
    {
        _environment = new ProcessEnvironment([KeyValuePair.Create("HOME", _login.Home)]);
        _store = new SharedConfigProfileStore(_environment, _login.Time);
        _network = new FakeNetwork(_ => _refusal ?? FakeNetwork.Ok(AnswerFor(_identity)));
        _http = new AwsHttpClients(_environment, _ => _network);
        _method = new LoginMethod(
            _login.Cache,
            _http,
            new RetryPolicy(_login.Time, () => 0),
            this,
            new RoleChainResolver(_environment),
            () => new AwsFilesEditor(_store.Files, _login.Home, StateFile, TimeProvider.System),
            _login.Time
        );
    }

    private string Config
    {
        get => File.ReadAllText(_store.Files.Config);
        set => File.WriteAllText(_store.Files.Config, value);
    }

    private string StateFile(string name) => Path.Combine(_login.Home, name);

    public void Dispose()
    {
        _http.Dispose();
        _login.Dispose();
    }

    Task<ISignInCallback> ISignInCallbacks.ListenAsync(string state, CancellationToken cancellationToken)
    {
        _state = state;
        return _hasPorts ? Task.FromResult<ISignInCallback>(new Callback(this)) : throw new IOException("No port.");
    }

    [Fact]
    public async Task Signs_in_with_a_browser_on_this_machine()
    {
        Config = $"[profile p]\nlogin_session = {LoginFixture.Ana}\nregion = eu-west-1\n";
        Directory.Delete(Path.Combine(_login.Home, ".aws", "login"), recursive: true);
        await using var attempt = await StartAsync(SignInFlow.Auto);

        var signedIn = await attempt.WaitAsync(CancellationToken.None);

        Assert.Equal(SignInFlow.Browser, attempt.Flow);
        var query = QueryOf(attempt.Url!);
        Assert.StartsWith(
            "https://eu-west-1.signin.aws.amazon.com/v1/authorize?response_type=code&client_id=arn%3Aaws%3Asignin%3A%3A%3Adevtools%2Fsame-device&state=",
            attempt.Url!,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ("SHA-256", "openid", Port, _state),
            (query["code_challenge_method"], query["scope"], query["redirect_uri"], query["state"])
        );
        var body = JsonDocument.Parse(Assert.Single(_network.Requests).Body).RootElement;
        Assert.Equal(
            ["clientId", "grantType", "code", "codeVerifier", "redirectUri"],
            body.EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal(
            query["code_challenge"],
            Base64Url.EncodeToString(
                SHA256.HashData(Encoding.ASCII.GetBytes(body.GetProperty("codeVerifier").GetString()!))
            )
        );
        Assert.Equal(43, body.GetProperty("codeVerifier").GetString()!.Length);
        Assert.Equal(
            (LoginFixture.Ana, true, _login.Time.GetUtcNow().AddMinutes(15)),
            (signedIn.Identity, signedIn.IsRenewable, signedIn.ExpiresAt)
        );
        Assert.Empty(signedIn.Notes);
        Assert.Equal("eu-west-1", _login.Regions.Find(_login.Source));
        Assert.Equal("ASIANEW", (await _login.GetAsync(_network)).AccessKeyId);
        Assert.Equal(
            ["accessToken", "tokenType", "clientId", "refreshToken", "idToken", "dpopKey", "signInRegion"],
            _login.Read().EnumerateObject().Select(field => field.Name)
        );
    }

    [Fact]
    public async Task Renews_with_the_key_of_the_sign_in()
    {
        Config = $"[profile p]\nlogin_session = {LoginFixture.Ana}\nregion = eu-west-1\n";
        await using var attempt = await StartAsync(SignInFlow.Browser);
        await attempt.WaitAsync(CancellationToken.None);
        _login.Time.Advance(TimeSpan.FromMinutes(11));

        await _login.GetAsync(_network);

        Assert.Equal(2, _network.Requests.Count);
        Assert.Equal(JwkIn(_network.Requests[0]), JwkIn(_network.Requests[1]));
    }

    [Theory]
    [InlineData(SignInFlow.Code, true)]
    [InlineData(SignInFlow.Auto, false)]
    public async Task Signs_in_with_a_text_from_a_browser_elsewhere(SignInFlow flow, bool hasPorts)
    {
        _hasPorts = hasPorts;
        Config = $"[profile p]\nlogin_session = {LoginFixture.Ana}\nregion = eu-west-1\n";
        await using var attempt = await StartAsync(flow);
        var waiting = attempt.WaitAsync(CancellationToken.None);
        var query = QueryOf(attempt.Url!);

        await attempt.SubmitAsync(Shown(query["state"], "a+b/c="), CancellationToken.None);
        await waiting;

        Assert.Equal((SignInFlow.Code, true), (attempt.Flow, attempt.TakesCode));
        Assert.Equal("arn:aws:signin:::devtools/cross-device", query["client_id"]);
        Assert.Equal(Confirmation, query["redirect_uri"]);
        var body = JsonDocument.Parse(Assert.Single(_network.Requests).Body).RootElement;
        Assert.Equal(
            ("a+b/c=", Confirmation),
            (body.GetProperty("code").GetString(), body.GetProperty("redirectUri").GetString())
        );
    }

    [Fact]
    public async Task Takes_the_text_with_line_breaks_without_padding_and_in_the_other_alphabet()
    {
        Config = $"[profile p]\nlogin_session = {LoginFixture.Ana}\n";
        foreach (
            var change in new Func<string, string>[]
            {
                text => $"  {string.Join("\r\n", text.Chunk(20).Select(chunk => new string(chunk)))} \n",
                text => text.TrimEnd('='),
                text => text.Replace('+', '-').Replace('/', '_'),
            }
        )
        {
            await using var attempt = await StartAsync(SignInFlow.Code);
            var waiting = attempt.WaitAsync(CancellationToken.None);

            await attempt.SubmitAsync(
                change(Shown(QueryOf(attempt.Url!)["state"], "\u00ff\u00fe?>")),
                CancellationToken.None
            );

            await waiting;
        }
    }

    [Fact]
    public async Task A_wrong_text_changes_nothing()
    {
        Config = $"[profile p]\nlogin_session = {LoginFixture.Ana}\n";
        await using var attempt = await StartAsync(SignInFlow.Code);
        var waiting = attempt.WaitAsync(CancellationToken.None);
        var state = QueryOf(attempt.Url!)["state"];
        string[] wrong =
        [
            "",
            "ABCD-EFGH",
            "§§§",
            new string('A', 100_000),
            Shown("another", "code"),
            Shown(state, ""),
            Encode($"state={state}"),
            Encode($"code=x&state={state}&state=another"),
            Encode($"code=x&code=y&state={state}"),
            state,
        ];
        foreach (var text in wrong)
        {
            var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
                attempt.SubmitAsync(text, CancellationToken.None)
            );
            Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        }

        Assert.False(waiting.IsCompleted);
        Assert.Empty(_network.Requests);
        await attempt.SubmitAsync(Shown(state, "code"), CancellationToken.None);
        await waiting;
    }

    [Fact]
    public async Task Does_not_store_the_login_of_another_identity()
    {
        Config = $"[profile p]\nlogin_session = {LoginFixture.Ana}\n";
        _identity = "arn:aws:iam::123456789012:user/bo";
        await using var attempt = await StartAsync(SignInFlow.Browser);

        var fault = await FailsAsync(attempt);

        Assert.Equal((ErrorCode.ConfigurationInvalid, "p"), (fault.Code, fault.Profile));
        Assert.Contains(
            "You have signed in as arn:aws:iam::123456789012:user/bo",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_login.File)!));
    }

    [Fact]
    public async Task Adds_the_login_to_a_profile_without_credentials()
    {
        Config = "# mine\r\n[profile new]\r\nregion = eu-central-1 ; here\r\n[profile other]\r\noutput = json";
        var target = await AdoptAsync("new");
        await using var attempt = await _method.StartAsync(target!, SignInFlow.Browser, CancellationToken.None);

        var signedIn = await attempt.WaitAsync(CancellationToken.None);

        Assert.StartsWith("https://eu-central-1.signin.aws.amazon.com/", attempt.Url!, StringComparison.Ordinal);
        Assert.Equal(
            "# mine\r\n[profile new]\r\nregion = eu-central-1 ; here\r\nlogin_session = arn:aws:iam::123456789012:user/ana\r\n[profile other]\r\noutput = json",
            Config
        );
        Assert.Contains(
            "Profile 'new' now has the line login_session",
            Assert.Single(signedIn.Notes),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("aws_access_key_id = AKIA\naws_secret_access_key = s")]
    [InlineData("aws_access_key_id = AKIA")]
    [InlineData("role_arn = arn:aws:iam::123456789012:role/dev\nsource_profile = x")]
    [InlineData("sso_session = corp")]
    [InlineData("credential_process = print-keys")]
    [InlineData("credential_source = Ec2InstanceMetadata")]
    [InlineData("roleassist_key = 0123456789abcdef")]
    [InlineData("web_identity_token_file = /token")]
    public async Task Leaves_a_profile_alone_whose_other_credentials_would_win(string settings)
    {
        Config = $"[profile p]\n{settings}\n";

        Assert.Null(await AdoptAsync("p"));
    }

    [Fact]
    public async Task Two_profiles_without_a_login_are_two_sign_ins()
    {
        Config = "[profile a]\nregion = eu-west-1\n[profile b]\nregion = eu-west-1\n";

        Assert.NotEqual((await AdoptAsync("a"))!.Key, (await AdoptAsync("b"))!.Key);
    }

    [Theory]
    [InlineData(
        401,
        """{"error":"INSUFFICIENT_PERMISSIONS"}""",
        ErrorCode.AccessDenied,
        "SignInLocalDevelopmentAccess"
    )]
    [InlineData(401, """{"error":"AUTHCODE_EXPIRED"}""", ErrorCode.LoginRequired, "Start it again")]
    [InlineData(400, """{"error":"INVALID_REQUEST"}""", ErrorCode.RequestRejected, "Start it again")]
    [InlineData(503, "", ErrorCode.ServiceUnavailable, "Check the endpoint")]
    [InlineData(200, LoginFixture.Answer, ErrorCode.ServiceUnavailable, "no proxy answers")]
    public async Task Says_why_a_code_is_not_accepted(int status, string body, ErrorCode code, string hint)
    {
        Config = $"[profile p]\nlogin_session = {LoginFixture.Ana}\n";
        _refusal = new FakeAnswer((HttpStatusCode)status, body);
        await using var attempt = await StartAsync(SignInFlow.Browser);

        var fault = await FailsAsync(attempt);

        Assert.Equal((code, "p"), (fault.Code, fault.Profile));
        Assert.Contains(hint, fault.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("the-code", fault.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_login.File)!));
    }

    [Fact]
    public async Task Says_that_the_user_refused_or_what_the_page_said()
    {
        Config = $"[profile p]\nlogin_session = {LoginFixture.Ana}\n";
        _browser = new CallbackAnswer(null, "access_denied");
        await using var first = await StartAsync(SignInFlow.Browser);
        var refused = await FailsAsync(first);
        _browser = new CallbackAnswer(null, "access_denied", "Not\u001b[31m you");
        await using var second = await StartAsync(SignInFlow.Browser);
        var said = await FailsAsync(second);

        Assert.Contains("refused in the browser", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', said.Message);
        Assert.Equal((ErrorCode.AccessDenied, ErrorCode.AccessDenied), (refused.Code, said.Code));
    }

    [Fact]
    public async Task Tells_whether_the_user_is_signed_in()
    {
        Assert.Equal(SignInState.SignedOut, (await StatusAsync()).State);

        _login.Write(TimeSpan.FromMinutes(3));
        var live = await StatusAsync();
        Assert.Equal((SignInState.SignedIn, true, LoginFixture.Ana), (live.State, live.IsRenewable, live.Place));

        _login.Write(TimeSpan.FromHours(-2));
        Assert.Equal(SignInState.SignedIn, (await StatusAsync()).State);

        _login.Write(TimeSpan.FromHours(-13));
        Assert.Equal(SignInState.SignedOut, (await StatusAsync()).State);

        _login.Write(TimeSpan.Zero, without: "accessToken");
        var damaged = await StatusAsync();
        Assert.Equal(SignInState.Unreadable, damaged.State);
        Assert.Contains("has no valid accessToken", damaged.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signs_out_of_one_login_and_says_what_is_left()
    {
        var target = new SignInTarget("p", SignInKind.AwsLogin, _login.Source);
        _login.Write(TimeSpan.FromMinutes(3));
        _login.Regions.Remember(_login.Source, "eu-west-1");
        var other = Path.Combine(Path.GetDirectoryName(_login.File)!, "other.json");
        await File.WriteAllTextAsync(other, "{}");

        var notes = (await _method.EndAsync(target, CancellationToken.None)).Notes;
        var again = await _method.EndAsync(target, CancellationToken.None);

        Assert.Contains("stay valid until 2026-07-01T12:03:00Z", notes[1], StringComparison.Ordinal);
        Assert.Contains("There was no console login", Assert.Single(again.Notes), StringComparison.Ordinal);
        Assert.False(again.WasSignedIn);
        Assert.Equal([other], Directory.GetFiles(Path.GetDirectoryName(_login.File)!));
        Assert.Null(_login.Regions.Find(_login.Source));
    }

    private Task<SignInStatus> StatusAsync() =>
        _method.GetStatusAsync(new SignInTarget("p", SignInKind.AwsLogin, _login.Source), CancellationToken.None);

    private async Task<ISignInAttempt> StartAsync(SignInFlow flow)
    {
        var profiles = await _store.LoadAsync(CancellationToken.None);
        var chain = new RoleChainResolver(_environment).Resolve(profiles, new AssumeTarget { Profile = "p" });
        return await _method.StartAsync(
            new SignInTarget("p", SignInKind.AwsLogin, chain.Base),
            flow,
            CancellationToken.None
        );
    }

    private async Task<SignInTarget?> AdoptAsync(string profile)
    {
        var profiles = await _store.LoadAsync(CancellationToken.None);
        return _method.Adopt(profiles, profiles.Get(profile));
    }

    private static Task<RoleAssistException> FailsAsync(ISignInAttempt attempt) =>
        Assert.ThrowsAsync<RoleAssistException>(() => attempt.WaitAsync(CancellationToken.None));

    private static string Shown(string state, string code) =>
        Encode($"state={state}&code={Uri.EscapeDataString(code)}");

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static Dictionary<string, string> QueryOf(string url) =>
        new Uri(url)
            .Query[1..]
            .Split('&')
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));

    private static string JwkIn(FakeRequest request) =>
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(request.Headers["DPoP"].Split('.')[0]));

    private static string AnswerFor(string identity)
    {
        var claims = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"sub":"{{identity}}"}"""));
        return LoginFixture.Answer.TrimEnd()[..^1] + $$""","idToken":"e30.{{claims}}.c2ln"}""";
    }

    private sealed class Callback(LoginMethodTests tests) : ISignInCallback
    {
        public string RedirectUri => Port;

        public Task<CallbackAnswer> WaitAsync(CancellationToken cancellationToken) => Task.FromResult(tests._browser);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
