using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Sso;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.Tests.Sso;

public sealed class SsoSignInTests : IDisposable
{
    private const string Registered = """{"clientId":"id","clientSecret":"cs","clientSecretExpiresAt":1790000000}""";
    private const string Token = """{"accessToken":"at","expiresIn":3600,"refreshToken":"rt","tokenType":"Bearer"}""";
    private const string Device =
        """{"deviceCode":"dc","userCode":"ABCD-EFGH","verificationUri":"https://device.sso.eu-west-1.amazonaws.com/","verificationUriComplete":"https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH","expiresIn":600,"interval":1}""";

    private static readonly SsoSource Session = new(
        null,
        "corp",
        "https://corp.awsapps.com/start",
        "eu-west-1",
        "000000000000",
        "role"
    )
    {
        Scopes = "sso:account:access",
    };
    private static readonly SignInTarget Target = new("corp", SignInKind.IdentityCenter, Session);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly FakeTokenVault _vault = new();
    private readonly List<IDisposable> _owned = [];
    private FakeCallbacks _callbacks = new();

    public void Dispose()
    {
        _owned.ForEach(owned => owned.Dispose());
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Signs_in_with_the_browser_and_writes_what_every_SDK_reads()
    {
        var network = Service(token: FakeNetwork.Ok(Token));
        await using var attempt = await Create(network).StartAsync(Target, SignInFlow.Auto, default);

        Assert.Equal(SignInFlow.Browser, attempt.Flow);
        Assert.True(_callbacks.IsOpen);
        Assert.Equal(
            """{"clientName":"RoleAssist","clientType":"public","scopes":["sso:account:access"],"grantTypes":["authorization_code","refresh_token"],"redirectUris":["http://127.0.0.1/oauth/callback"],"issuerUrl":"https://corp.awsapps.com/start"}""",
            network.Requests[0].Body
        );
        var query = QueryOf(attempt, "https://oidc.eu-west-1.amazonaws.com/authorize");
        Assert.Equal(
            ("code", "id", _callbacks.RedirectUri, _callbacks.State, "S256", "sso:account:access"),
            (
                query["response_type"],
                query["client_id"],
                query["redirect_uri"],
                query["state"],
                query["code_challenge_method"],
                query["scopes"]
            )
        );

        _callbacks.Bring(new CallbackAnswer("the-code"));
        var signedIn = await attempt.WaitAsync(default);

        Assert.Equal((_time.GetUtcNow().AddHours(1), true), (signedIn.ExpiresAt, signedIn.IsRenewable));
        var asked = JsonDocument.Parse(network.Requests[^1].Body).RootElement;
        Assert.Equal("authorization_code", asked.GetProperty("grantType").GetString());
        Assert.Equal(_callbacks.RedirectUri, asked.GetProperty("redirectUri").GetString());
        var verifier = asked.GetProperty("codeVerifier").GetString()!;
        Assert.InRange(verifier.Length, 43, 128);
        Assert.Equal(
            query["code_challenge"],
            Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))
        );
        var file = Path.Combine(_home, ".aws", "sso", "cache", $"{Sha1("corp")}.json");
        Assert.Equal(
            """{"startUrl":"https://corp.awsapps.com/start","region":"eu-west-1","accessToken":"at","expiresAt":"2026-07-01T13:00:00Z","clientId":"id","clientSecret":"cs","registrationExpiresAt":"2026-09-21T14:13:20Z","refreshToken":"rt"}""",
            await File.ReadAllTextAsync(file)
        );
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData("cn-north-1", "https://oidc.cn-north-1.amazonaws.com.cn/authorize")]
    [InlineData("us-gov-west-1", "https://oidc.us-gov-west-1.amazonaws.com/authorize")]
    [InlineData("eusc-de-east-1", "https://oidc.eusc-de-east-1.amazonaws.eu/authorize")]
    public async Task Uses_the_token_service_of_the_sessions_region(string region, string page)
    {
        // A copy would keep the endpoints of the other region.
        var source = new SsoSource(null, "corp", Session.StartUrl, region, null, null) { Scopes = Session.Scopes };
        var target = new SignInTarget("corp", SignInKind.IdentityCenter, source);

        await using var attempt = await Create(Service()).StartAsync(target, SignInFlow.Browser, default);

        QueryOf(attempt, page);
    }

    [Fact]
    public async Task Uses_a_registration_again_but_not_for_the_other_flow()
    {
        var network = Service();
        var signIn = Create(network);
        await using var first = await signIn.StartAsync(Target, SignInFlow.Browser, default);
        _callbacks = new FakeCallbacks();
        await using var second = await Create(network).StartAsync(Target, SignInFlow.Browser, default);
        Assert.Single(network.Requests, request => request.Url.AbsolutePath == "/client/register");

        await using var other = await signIn.StartAsync(Target, SignInFlow.Code, default);

        Assert.Equal(2, network.Requests.Count(request => request.Url.AbsolutePath == "/client/register"));
    }

    [Fact]
    public async Task Registers_again_when_the_registration_ends_within_15_minutes()
    {
        var network = Service();
        await using var first = await Create(network).StartAsync(Target, SignInFlow.Browser, default);
        _time.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000).AddMinutes(-15));

        await using var second = await Create(network).StartAsync(Target, SignInFlow.Browser, default);

        Assert.Equal(2, network.Requests.Count(request => request.Url.AbsolutePath == "/client/register"));
    }

    [Fact]
    public async Task Reports_what_the_browser_refused_without_control_characters()
    {
        await using var attempt = await Create(Service()).StartAsync(Target, SignInFlow.Browser, default);

        _callbacks.Bring(new CallbackAnswer(null, "access_denied", "No\u001b[31m thanks"));
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => attempt.WaitAsync(default));

        Assert.Equal(ErrorCode.AccessDenied, fault.Code);
        Assert.DoesNotContain('\u001b', fault.Message);
        Assert.Contains("thanks", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_code_where_no_port_can_be_opened()
    {
        _callbacks = new FakeCallbacks { Fails = true };

        await using var attempt = await Create(Service()).StartAsync(Target, SignInFlow.Auto, default);

        Assert.Equal((SignInFlow.Code, "ABCD-EFGH"), (attempt.Flow, attempt.UserCode));
    }

    [Fact]
    public async Task Waits_longer_after_each_slow_down_and_signs_in_when_the_code_is_approved()
    {
        var answers = new Queue<FakeAnswer>([
            Refusal("authorization_pending"),
            Refusal("authorization_pending"),
            Refusal("slow_down"),
            FakeNetwork.Answer(HttpStatusCode.ServiceUnavailable),
            FakeNetwork.Ok(Token),
        ]);
        var times = new List<TimeSpan>();
        var start = _time.GetUtcNow();
        var network = Service(() =>
        {
            times.Add(_time.GetUtcNow() - start);
            return answers.Dequeue();
        });
        await using var attempt = await Create(network).StartAsync(Target, SignInFlow.Code, default);
        Assert.Equal("https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH", attempt.Url);

        await PassTimeAsync(attempt.WaitAsync(default));

        // At once, after 1 s, after 1 s more; then every 6 s, and 11 s after a failed call.
        Assert.Equal([0, 1, 2, 8, 19], times.Select(time => (int)Math.Round(time.TotalSeconds)));
        Assert.Contains(
            "urn:ietf:params:oauth:grant-type:device_code",
            network.Requests[^1].Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Asks_nothing_of_the_user_if_the_client_was_authorized_before()
    {
        await using var attempt = await Create(Service(token: FakeNetwork.Ok(Token)))
            .StartAsync(Target, SignInFlow.Code, default);

        Assert.Equal((null, null), (attempt.Url, attempt.UserCode));
        Assert.True((await attempt.WaitAsync(default)).IsRenewable);
    }

    [Theory]
    [InlineData("expired_token", ErrorCode.ServiceTimeout)]
    [InlineData("access_denied", ErrorCode.AccessDenied)]
    [InlineData("invalid_grant", ErrorCode.RequestRejected)]
    [InlineData("AccessDeniedException", ErrorCode.AccessDenied)]
    public async Task Ends_when_the_code_is_refused(string error, ErrorCode code)
    {
        var answers = new Queue<FakeAnswer>([Refusal("authorization_pending"), Refusal(error)]);
        await using var attempt = await Create(Service(answers.Dequeue)).StartAsync(Target, SignInFlow.Code, default);

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => PassTimeAsync(attempt.WaitAsync(default)));

        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public async Task Ends_when_the_time_of_the_code_is_up()
    {
        await using var attempt = await Create(Service()).StartAsync(Target, SignInFlow.Code, default);
        var waiting = attempt.WaitAsync(default);
        _time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(
            ErrorCode.ServiceTimeout,
            (await Assert.ThrowsAsync<RoleAssistException>(() => PassTimeAsync(waiting))).Code
        );
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("vscode://evil")]
    [InlineData("http://device.sso.eu-west-1.amazonaws.com/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://user@device.example/")]
    [InlineData("https://device.example/ --flag")]
    public async Task Opens_no_address_that_is_not_a_page(string url)
    {
        var device = Device.Replace(
            "https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH",
            url,
            StringComparison.Ordinal
        );
        var network = Service(device: FakeNetwork.Ok(device));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            PassTimeAsync(Create(network).StartAsync(Target, SignInFlow.Code, default))
        );

        Assert.Equal(ErrorCode.ServiceUnavailable, fault.Code);
    }

    [Fact]
    public async Task Registers_again_when_the_service_no_longer_knows_the_client()
    {
        var answers = new Queue<FakeAnswer>([
            FakeNetwork.Answer(HttpStatusCode.Unauthorized, """{"error":"invalid_client"}"""),
            FakeNetwork.Ok(Device),
        ]);
        var network = new FakeNetwork(request =>
            request.Url.AbsolutePath switch
            {
                "/client/register" => FakeNetwork.Ok(Registered),
                "/device_authorization" => answers.Dequeue(),
                _ => Refusal("authorization_pending"),
            }
        );

        await using var attempt = await Create(network).StartAsync(Target, SignInFlow.Code, default);

        Assert.Equal("ABCD-EFGH", attempt.UserCode);
        Assert.Equal(2, network.Requests.Count(request => request.Url.AbsolutePath == "/client/register"));
    }

    [Fact]
    public async Task The_older_form_takes_a_code_and_asks_for_no_scope()
    {
        var source = new SsoSource("p", null, Session.StartUrl, "eu-west-1", "123456789012", "Dev");
        var network = Service();

        await using var attempt = await Create(network)
            .StartAsync(new SignInTarget("p", SignInKind.IdentityCenter, source), SignInFlow.Browser, default);

        Assert.Equal(SignInFlow.Code, attempt.Flow);
        Assert.Equal("""{"clientName":"RoleAssist","clientType":"public"}""", network.Requests[0].Body);
    }

    [Fact]
    public async Task Keeps_the_token_in_the_vault_only_if_the_user_wants_that()
    {
        _vault.IsWanted = true;
        var file = Path.Combine(_home, ".aws", "sso", "cache", $"{Sha1("corp")}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, """{"accessToken":"older","expiresAt":"2026-07-01T13:00:00Z"}""");
        await using var attempt = await Create(Service(token: FakeNetwork.Ok(Token)))
            .StartAsync(Target, SignInFlow.Code, default);

        await attempt.WaitAsync(default);

        Assert.False(File.Exists(file));
        Assert.Contains("\"at\"", Assert.Single(_vault.Tokens).Value, StringComparison.Ordinal);
        Assert.Equal(SignInState.SignedIn, (await Create(Service()).GetStatusAsync(Target, default)).State);
    }

    [Fact]
    public async Task Signs_out_of_one_session_only()
    {
        var network = Service(token: FakeNetwork.Ok(Token));
        var signIn = Create(network);
        foreach (var name in new[] { "corp", "other" })
        {
            var target = new SignInTarget(name, SignInKind.IdentityCenter, Session with { Session = name });
            await using var attempt = await signIn.StartAsync(target, SignInFlow.Code, default);
            await attempt.WaitAsync(default);
        }

        var notes = (await signIn.EndAsync(Target, default)).Notes;

        var request = network.Requests[^1];
        Assert.Equal("POST https://portal.sso.eu-west-1.amazonaws.com/logout", request.ToString());
        Assert.Equal("at", request.Headers["x-amz-sso_bearer_token"]);
        Assert.Equal([$"{Sha1("other")}.json"], FilesInCache());
        Assert.Equal(SignInState.SignedOut, (await signIn.GetStatusAsync(Target, default)).State);
        Assert.Equal(["The browser may stay signed in at your identity provider."], notes);
    }

    [Fact]
    public async Task Signs_out_of_a_sealed_token_also_where_none_is_wanted()
    {
        var network = Service(token: FakeNetwork.Ok(Token));
        var signIn = Create(network);
        await SignInSealedAsync(signIn);

        var ended = await signIn.EndAsync(Target, default);

        Assert.True(ended.WasSignedIn);
        Assert.Equal("/logout", network.Requests[^1].Url.AbsolutePath);
        Assert.Empty(_vault.Tokens);
    }

    [Fact]
    public async Task Says_that_a_sealed_token_may_be_left_if_the_vault_is_locked()
    {
        var signIn = Create(Service(token: FakeNetwork.Ok(Token)));
        await SignInSealedAsync(signIn);
        WriteCache();
        _vault.Fault = new RoleAssistException(ErrorCode.VaultLocked, "The vault is locked.", "Unlock it.");

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => signIn.EndAsync(Target, default));

        Assert.Equal(ErrorCode.VaultLocked, fault.Code);
        Assert.Contains("'corp' completely", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("Unlock it. Then sign out again.", fault.Hint, StringComparison.Ordinal);
        Assert.Single(_vault.Tokens);
        Assert.Empty(FilesInCache());
    }

    [Fact]
    public async Task Opens_no_vault_to_sign_out_if_nothing_is_sealed()
    {
        WriteCache();
        _vault.Fault = new RoleAssistException(ErrorCode.VaultLocked, "The vault is locked.", "Unlock it.");

        Assert.True((await Create(Service()).EndAsync(Target, default)).WasSignedIn);
    }

    [Fact]
    public async Task Without_a_token_says_only_that_there_was_none()
    {
        var ended = await Create(Service()).EndAsync(Target, default);

        Assert.False(ended.WasSignedIn);
        Assert.Equal(["You were not signed in to 'corp'."], ended.Notes);
    }

    [Fact]
    public async Task A_sign_in_outside_the_vault_removes_the_sealed_token()
    {
        var signIn = Create(Service(token: FakeNetwork.Ok(Token)));
        await SignInSealedAsync(signIn);
        await using var attempt = await signIn.StartAsync(Target, SignInFlow.Code, default);

        var signedIn = await attempt.WaitAsync(default);

        Assert.Empty(_vault.Tokens);
        Assert.Single(FilesInCache());
        Assert.Empty(signedIn.Notes);
    }

    [Fact]
    public async Task A_locked_vault_does_not_undo_a_sign_in_outside_it()
    {
        var signIn = Create(Service(token: FakeNetwork.Ok(Token)));
        await SignInSealedAsync(signIn);
        _vault.Fault = new RoleAssistException(ErrorCode.VaultLocked, "The vault is locked.");
        await using var attempt = await signIn.StartAsync(Target, SignInFlow.Code, default);

        var signedIn = await attempt.WaitAsync(default);

        Assert.Single(FilesInCache());
        Assert.Contains("The vault is locked.", Assert.Single(signedIn.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SignInFlow.Auto)]
    [InlineData(SignInFlow.Code)]
    public async Task Asks_nobody_to_approve_a_token_that_could_not_be_kept(SignInFlow flow)
    {
        _vault.IsWanted = true;
        _vault.Fault = new RoleAssistException(ErrorCode.VaultUnavailable, "There is no vault.");
        var network = Service();

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Create(network).StartAsync(Target, flow, default)
        );

        Assert.Equal(ErrorCode.VaultUnavailable, fault.Code);
        Assert.Empty(network.Requests);
        Assert.False(_callbacks.IsOpen);
    }

    [Theory]
    [InlineData("clientId", "a b")]
    [InlineData("clientSecret", "s\u00e9cret")]
    public async Task Takes_no_registration_that_is_none(string field, string value)
    {
        var registered = Registered.Replace($"\"{field}\":\"", $"\"{field}\":\"{value}", StringComparison.Ordinal);
        var network = new FakeNetwork(_ => FakeNetwork.Ok(registered));

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            PassTimeAsync(Create(network).StartAsync(Target, SignInFlow.Code, default))
        );

        Assert.Equal(ErrorCode.ServiceUnavailable, fault.Code);
        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task Removes_the_token_even_if_the_service_cannot_be_reached_and_says_that_it_is_valid()
    {
        var network = Service(token: FakeNetwork.Ok(Token), logout: HttpStatusCode.ServiceUnavailable);
        var signIn = Create(network);
        await using (var attempt = await signIn.StartAsync(Target, SignInFlow.Code, default))
        {
            await attempt.WaitAsync(default);
        }

        var notes = (await PassTimeAsync(signIn.EndAsync(Target, default))).Notes;

        Assert.Empty(FilesInCache());
        Assert.Contains("is valid until 2026-07-01T13:00:00Z", notes[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://login.corp.example/", "https://d-123.awsapps.com/start", "https://d-123.awsapps.com/start")]
    [InlineData(
        "https://login.corp.example/",
        "https://ssoins-1.portal.eu-west-1.app.aws",
        "https://ssoins-1.portal.eu-west-1.app.aws/"
    )]
    [InlineData("https://login.corp.example/", "https://evil.example/start", null)]
    [InlineData("https://login.corp.example/", "https://evilawsapps.com/start", null)]
    [InlineData("https://login.corp.example/", "https://.awsapps.com/start", null)]
    [InlineData("https://login.corp.example/", "http://d-123.awsapps.com/start", null)]
    [InlineData("https://login.corp.example/", "https://u@d-123.awsapps.com/start", null)]
    [InlineData("https://login.corp.example/", "https://d-123.awsapps.com:8443/start", null)]
    [InlineData("https://login.corp.example/", null, null)]
    [InlineData("http://login.corp.example/", "https://d-123.awsapps.com/start", null)]
    public async Task Follows_one_redirect_of_a_vanity_address_to_AWS_only(string start, string? location, string? sent)
    {
        var network = Service(redirect: location);
        var target = new SignInTarget("corp", SignInKind.IdentityCenter, Session with { StartUrl = start });
        var starting = Create(network).StartAsync(target, SignInFlow.Code, default);
        if (sent is null)
        {
            var fault = await Assert.ThrowsAsync<RoleAssistException>(() => PassTimeAsync(starting));
            Assert.Equal(ErrorCode.ConfigurationInvalid, fault.Code);
            Assert.DoesNotContain(network.Requests, request => request.Method == "POST");
            return;
        }

        await using var attempt = await starting;
        Assert.Equal(
            sent,
            JsonDocument
                .Parse(network.Requests.Single(asked => asked.Url.AbsolutePath == "/device_authorization").Body)
                .RootElement.GetProperty("startUrl")
                .GetString()
        );
    }

    [Fact]
    public async Task Asks_with_GET_where_HEAD_is_not_allowed()
    {
        var network = Service(redirect: "https://d-123.awsapps.com/start", head: HttpStatusCode.MethodNotAllowed);
        var target = new SignInTarget(
            "corp",
            SignInKind.IdentityCenter,
            Session with
            {
                StartUrl = "https://login.corp.example/",
            }
        );

        await using var attempt = await Create(network).StartAsync(target, SignInFlow.Code, default);

        Assert.Equal(["HEAD", "GET"], network.Requests.Take(2).Select(request => request.Method));
    }

    private static FakeAnswer Refusal(string error) =>
        FakeNetwork.Answer(HttpStatusCode.BadRequest, $$"""{"error":"{{error}}","error_description":"words"}""");

    private static FakeNetwork Service(
        FakeAnswer? token = null,
        FakeAnswer? device = null,
        HttpStatusCode logout = HttpStatusCode.OK,
        string? redirect = null,
        HttpStatusCode head = HttpStatusCode.Found
    ) => Service(() => token ?? Refusal("authorization_pending"), device, logout, redirect, head);

    private static FakeNetwork Service(
        Func<FakeAnswer> token,
        FakeAnswer? device = null,
        HttpStatusCode logout = HttpStatusCode.OK,
        string? redirect = null,
        HttpStatusCode head = HttpStatusCode.Found
    ) =>
        new(request =>
            request.Url.AbsolutePath switch
            {
                "/client/register" => FakeNetwork.Ok(Registered),
                "/device_authorization" => device ?? FakeNetwork.Ok(Device),
                "/token" => token(),
                "/logout" => FakeNetwork.Answer(logout),
                _ when request.Method == "HEAD" && head != HttpStatusCode.Found => FakeNetwork.Answer(head),
                _ => FakeNetwork.Answer(HttpStatusCode.Found) with { Location = redirect },
            }
        );

    private static Dictionary<string, string> QueryOf(ISignInAttempt attempt, string page)
    {
        var parts = attempt.Url!.Split('?');
        Assert.Equal(page, parts[0]);
        var query = HttpUtility.ParseQueryString(parts[1]);
        return query.AllKeys.ToDictionary(name => name!, name => query.GetValues(name)!.Single());
    }

    private SsoSignIn Create(FakeNetwork network)
    {
        var environment = new ProcessEnvironment([KeyValuePair.Create("HOME", _home)]);
        var http = new AwsHttpClients(new ProcessEnvironment([]), _ => network);
        var tokens = new SsoTokens(environment, _vault, _time, NullLogger<SsoTokens>.Instance);
        _owned.AddRange([http, tokens]);
        return new SsoSignIn(
            tokens,
            _callbacks,
            http,
            new RetryPolicy(_time, () => 0),
            name => Path.Combine(_home, name),
            environment,
            TestClock.Of(_time)
        );
    }

    /// <summary>Signs in while the user wants the vault, who changes their mind then.</summary>
    private async Task SignInSealedAsync(SsoSignIn signIn)
    {
        _vault.IsWanted = true;
        await using (var attempt = await signIn.StartAsync(Target, SignInFlow.Code, default))
        {
            await attempt.WaitAsync(default);
        }

        _vault.IsWanted = false;
        Assert.Single(_vault.Tokens);
    }

    private void WriteCache()
    {
        var folder = Path.Combine(_home, ".aws", "sso", "cache");
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, $"{Sha1("corp")}.json"),
            """{"accessToken":"older","expiresAt":"2026-07-01T13:00:00Z"}"""
        );
    }

    private IEnumerable<string?> FilesInCache() =>
        Directory.GetFiles(Path.Combine(_home, ".aws", "sso", "cache")).Select(Path.GetFileName);

    /// <summary>Advances the clock until the call completes.</summary>
    private async Task<T> PassTimeAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }

        return await call;
    }

#pragma warning disable CA5350 // The name of the file
    private static string Sha1(string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
}
