using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Sso;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sso;

/// <summary>Tests how a program and a person sign in to Identity Center together.</summary>
public sealed class SsoSignInTests
{
    private const string StartUrl = "https://sandbox.example/start";
    private const string RedirectUri = "http://127.0.0.1:51234/oauth/callback";
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private const string Verifier = "abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ.KLMNOP~1";

    private static readonly string[] Scopes = ["sso:account:access"];

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly SsoTokens _tokens = new(TestSts.SealingKey);
    private readonly SsoOidc _oidc;
    private readonly SsoAuthorizePage _authorize;
    private readonly SsoDevicePage _device;
    private readonly SsoPortal _portal;

    public SsoSignInTests()
    {
        var sts = new TestSts();
        var codes = new AuthorizationCodes(TestSts.SealingKey, _tokens);
        var devices = new DeviceAuthorizations();
        var assignments = new Assignments("me@example.com", [], organization: null);
        _oidc = new SsoOidc(_tokens, codes, devices, new StartUrls(StartUrl));
        _authorize = new SsoAuthorizePage(_tokens, codes, assignments, TestSts.SealingKey);
        _device = new SsoDevicePage(devices, assignments, TestSts.SealingKey);
        _portal = new SsoPortal(assignments, sts.Directory, _tokens, sts.Tokens, TestSts.SealingKey);
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private static string Challenge => ChallengeOf(Verifier);

    [Fact]
    public void A_person_approves_and_the_program_gets_tokens()
    {
        var client = RegisterForCodes();
        var code = CodeOf(client);
        var token = Token(client, ForCode(code));
        Assert.Equal("Bearer", token.GetProperty("tokenType").GetString());
        Assert.Equal(3600, token.GetProperty("expiresIn").GetInt32());
        Assert.Equal(200, List(token.GetProperty("accessToken").GetString()!).Status);
        Token(client, ("grantType", "refresh_token"), ("refreshToken", token.GetProperty("refreshToken").GetString()!));
    }

    [Fact]
    public void A_registration_says_until_when_it_is_good()
    {
        var client = RegisterForCodes();
        Assert.Equal(Now.ToUnixTimeSeconds(), client.GetProperty("clientIdIssuedAt").GetInt64());
        Assert.Equal(Now.AddDays(90).ToUnixTimeSeconds(), client.GetProperty("clientSecretExpiresAt").GetInt64());
        Assert.Equal(4, client.EnumerateObject().Count());
        _time.Advance(TimeSpan.FromDays(90));
        Assert.Equal(400, Get(AuthorizeUrl(client)).Status);
    }

    [Theory]
    [InlineData("""{"clientType":"public"}""", "InvalidRequestException", "invalid_request")]
    [InlineData("""{"clientName":"a"}""", "InvalidRequestException", "invalid_request")]
    [InlineData("""{"clientName":"","clientType":"public"}""", "InvalidRequestException", "invalid_request")]
    [InlineData(
        """{"clientName":"a","clientType":"confidential"}""",
        "InvalidClientMetadataException",
        "invalid_client_metadata"
    )]
    [InlineData(
        """{"clientName":"a","clientType":"public","scopes":["sso:accounts"]}""",
        "InvalidScopeException",
        "invalid_scope"
    )]
    [InlineData(
        """{"clientName":"a","clientType":"public","scopes":"sso:account:access"}""",
        "InvalidRequestException",
        "invalid_request"
    )]
    [InlineData(
        """{"clientName":"a","clientType":"public","scopes":[null]}""",
        "InvalidRequestException",
        "invalid_request"
    )]
    [InlineData(
        """{"clientName":"a","clientType":"public","grantTypes":["password"]}""",
        "UnsupportedGrantTypeException",
        "unsupported_grant_type"
    )]
    [InlineData(
        """{"clientName":"a","clientType":"public","grantTypes":["authorization_code"]}""",
        "InvalidRequestException",
        "invalid_request"
    )]
    [InlineData(
        """{"clientName":"a","clientType":"public","issuerUrl":"https://other.example/start"}""",
        "InvalidRequestException",
        "invalid_request"
    )]
    public void Refuses_a_wrong_registration(string body, string code, string error) =>
        Refused(Send("/client/register", body), 400, code, error);

    [Theory]
    [InlineData("http://127.0.0.1/oauth/callback", true)]
    [InlineData("http://[::1]/oauth/callback", true)]
    [InlineData("http://127.0.0.1:8080/oauth/callback", false)]
    [InlineData("http://localhost/oauth/callback", false)]
    [InlineData("https://127.0.0.1/oauth/callback", false)]
    [InlineData("https://example.com/callback", false)]
    [InlineData("http://127.0.0.1.example.com/callback", false)]
    [InlineData("http://127.0.0.1@example.com/callback", false)]
    [InlineData("http://127.0.0.1/callback?x=1", false)]
    [InlineData("http://127.0.0.1/callback#x", false)]
    [InlineData("http://127.0.0.1/call back", false)]
    [InlineData("vscode://example/callback", false)]
    [InlineData("javascript:alert(1)", false)]
    public void A_redirect_uri_is_on_the_loopback_and_has_no_port(string uri, bool isAccepted) =>
        Assert.Equal(isAccepted ? 200 : 400, Register([uri], ["authorization_code"], Scopes).Status);

    [Theory]
    [InlineData("http://127.0.0.1:1/oauth/callback", true)]
    [InlineData("http://127.0.0.1:65535/oauth/callback", true)]
    [InlineData("http://127.0.0.1/oauth/callback", false)]
    [InlineData("http://127.0.0.1:0/oauth/callback", false)]
    [InlineData("http://127.0.0.1:65536/oauth/callback", false)]
    [InlineData("http://127.0.0.1:51234/oauth/callback/", false)]
    [InlineData("http://127.0.0.1:51234/oauth/Callback", false)]
    [InlineData("http://127.0.0.1:51234/oauth/callback?a=b", false)]
    [InlineData("http://127.0.0.1:51234/other/../oauth/callback", false)]
    [InlineData("http://localhost:51234/oauth/callback", false)]
    [InlineData("http://[::1]:51234/oauth/callback", false)]
    [InlineData("http://127.0.0.1:51234@example.com/oauth/callback", false)]
    [InlineData("https://example.com/oauth/callback", false)]
    public void The_answer_goes_only_to_the_registered_path_on_any_port(string uri, bool isAccepted)
    {
        var page = Get(AuthorizeUrl(RegisterForCodes(), ("redirect_uri", uri)));
        Assert.Equal(isAccepted ? 200 : 400, page.Status);
        Assert.Null(page.Header("Location"));
    }

    [Theory]
    [InlineData("client_id", null)]
    [InlineData("client_id", "made-up")]
    [InlineData("redirect_uri", null)]
    [InlineData("state", null)]
    [InlineData("state", "")]
    public void Tells_only_the_person_when_the_program_is_not_known(string parameter, string? value)
    {
        var page = Get(AuthorizeUrl(RegisterForCodes(), (parameter, value)));
        Assert.Equal((400, null), (page.Status, page.Header("Location")));
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", null, "unsupported_response_type")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", "SHA-256", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=", "invalid_request")]
    [InlineData("scopes", "openid", "invalid_scope")]
    [InlineData("scope", "openid", "invalid_scope")]
    public void Tells_the_program_what_is_wrong(string parameter, string? value, string error)
    {
        var changes = parameter == "scope" ? new[] { ("scopes", null), (parameter, value) } : [(parameter, value)];
        var (address, parameters) = Get(AuthorizeUrl(RegisterForCodes(), changes)).Redirect();
        Assert.Equal(RedirectUri, address);
        Assert.Equal((error, "s t&t/e"), (parameters["error"], parameters["state"]));
        Assert.NotEmpty(parameters["error_description"]);
    }

    [Fact]
    public void A_parameter_counts_once() =>
        Assert.Equal(400, Get(AuthorizeUrl(RegisterForCodes()) + "&state=other").Status);

    [Fact]
    public void A_client_of_the_device_flow_gets_no_code()
    {
        var client = Parse(Register(["http://127.0.0.1/oauth/callback"], [DeviceGrant], Scopes));
        Assert.Equal("unauthorized_client", Get(AuthorizeUrl(client)).Redirect().Parameters["error"]);
    }

    [Fact]
    public void A_person_denies_by_button_or_by_link()
    {
        var url = AuthorizeUrl(RegisterForCodes());
        var byButton = Post(Get(url).FormToken(), "deny").Redirect();
        Assert.Equal(("access_denied", "s t&t/e"), (byButton.Parameters["error"], byButton.Parameters["state"]));
        Assert.NotEmpty(byButton.Parameters["error_description"]);
        Assert.False(byButton.Parameters.ContainsKey("code"));
        Assert.Equal("access_denied", Get(url + "&deny").Redirect().Parameters["error"]);
    }

    [Fact]
    public void A_form_counts_once_and_for_ten_minutes()
    {
        var url = AuthorizeUrl(RegisterForCodes());
        var form = Get(url).FormToken();
        Assert.Equal(302, Post(form, "approve").Status);
        Assert.Equal(403, Post(form, "approve").Status);

        var late = Get(url).FormToken();
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(403, Post(late, "approve").Status);
    }

    [Fact]
    public void A_form_of_another_page_does_not_approve()
    {
        var form = Get(_device, DeviceUrl(RegisterForDevices())).FormToken();
        Assert.Equal(403, Post(form, "approve").Status);
        Assert.Equal(403, Post("made-up", "approve").Status);
        Assert.Equal(400, Post(Get(AuthorizeUrl(RegisterForCodes())).FormToken(), "maybe").Status);
    }

    [Theory]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://example.com")]
    [InlineData("Referer", "https://example.com/")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Cookie", "a=b")]
    public void A_program_may_approve_at_once_but_no_site_through_a_browser(string header, string value)
    {
        var url = AuthorizeUrl(RegisterForCodes());
        Assert.Equal(302, Answer(_authorize, PageAnswers.PostForm(url, "decision=approve")).Status);
        Assert.Equal(
            403,
            Answer(
                _authorize,
                PageAnswers.PostForm(url, "decision=approve", new KeyValuePair<string, string>(header, value))
            ).Status
        );
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("127.0.0.1.example.com:4566")]
    [InlineData("localhost.example.com")]
    [InlineData("10.0.0.1:4566")]
    [InlineData("")]
    public void A_foreign_name_of_this_machine_sees_no_page(string host)
    {
        var url = AuthorizeUrl(RegisterForCodes());
        foreach (var method in new[] { "GET", "POST" })
        {
            Assert.Equal(421, Answer(_authorize, SignableRequest.Create(method, url, [new("Host", host)], [])).Status);
        }
    }

    [Fact]
    public void Shows_a_hostile_name_as_text()
    {
        var client = Parse(
            Register(
                ["http://127.0.0.1/oauth/callback"],
                ["authorization_code"],
                Scopes,
                "<script>alert('x')</script>\"&"
            )
        );
        var page = Get(AuthorizeUrl(client));
        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<script>alert('x')</script>\"&", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_is_good_once_and_a_second_use_ends_the_sign_in()
    {
        var client = RegisterForCodes();
        var code = CodeOf(client);
        var token = Token(client, ForCode(code));
        Refused(CreateToken(client, ForCode(code)), 400, "InvalidGrantException", "invalid_grant");
        Assert.Equal(401, List(token.GetProperty("accessToken").GetString()!).Status);
        Refused(
            CreateToken(
                client,
                ("grantType", "refresh_token"),
                ("refreshToken", token.GetProperty("refreshToken").GetString()!)
            ),
            400,
            "InvalidGrantException",
            "invalid_grant"
        );
    }

    [Fact]
    public void A_code_is_good_for_a_minute()
    {
        var client = RegisterForCodes();
        var code = CodeOf(client);
        _time.Advance(TimeSpan.FromMinutes(1));
        Refused(CreateToken(client, ForCode(code)), 400, "InvalidGrantException", "invalid_grant");
    }

    [Fact]
    public void A_code_is_for_its_own_client_only()
    {
        var code = CodeOf(RegisterForCodes());
        Refused(CreateToken(RegisterForCodes(), ForCode(code)), 400, "InvalidGrantException", "invalid_grant");
    }

    [Theory]
    [InlineData(
        "codeVerifier",
        "abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ.KLMNOP~2",
        "InvalidGrantException",
        "invalid_grant"
    )]
    [InlineData("codeVerifier", "short", "InvalidRequestException", "invalid_request")]
    [InlineData("codeVerifier", null, "InvalidRequestException", "invalid_request")]
    [InlineData("redirectUri", "http://127.0.0.1:51235/oauth/callback", "InvalidGrantException", "invalid_grant")]
    [InlineData("redirectUri", "http://127.0.0.1/oauth/callback", "InvalidGrantException", "invalid_grant")]
    [InlineData("redirectUri", null, "InvalidRequestException", "invalid_request")]
    [InlineData("code", "made-up", "InvalidGrantException", "invalid_grant")]
    [InlineData("code", null, "InvalidRequestException", "invalid_request")]
    public void Who_has_the_code_must_have_begun(string member, string? value, string code, string error)
    {
        var client = RegisterForCodes();
        var asked = ForCode(CodeOf(client))
            .Where(pair => pair.Name != member)
            .Concat(value is null ? [] : [(member, value)]);
        Refused(CreateToken(client, [.. asked]), 400, code, error);
    }

    [Fact]
    public void A_client_uses_only_the_grants_that_it_registered()
    {
        var codes = RegisterForCodes();
        Refused(
            CreateToken(codes, ("grantType", DeviceGrant), ("deviceCode", "x")),
            400,
            "UnauthorizedClientException",
            "unauthorized_client"
        );
        Refused(StartDevice(codes), 400, "UnauthorizedClientException", "unauthorized_client");
        Refused(
            CreateToken(RegisterForDevices(), ForCode("x")),
            400,
            "UnauthorizedClientException",
            "unauthorized_client"
        );
    }

    [Fact]
    public void Without_a_scope_there_is_no_refresh_token()
    {
        var client = Parse(Register(null, null, []));
        var device = Parse(StartDevice(client));
        Decide(device, "approve");
        Assert.False(Token(client, ForDevice(device)).TryGetProperty("refreshToken", out _));
    }

    [Fact]
    public void Without_the_grant_there_is_no_refresh_token()
    {
        var client = Parse(Register(["http://127.0.0.1/oauth/callback"], ["authorization_code"], Scopes));
        Assert.False(Token(client, ForCode(CodeOf(client))).TryGetProperty("refreshToken", out _));
    }

    [Fact]
    public void A_program_waits_until_a_person_approves_its_code()
    {
        var client = RegisterForDevices();
        var device = Parse(StartDevice(client));
        var userCode = device.GetProperty("userCode").GetString()!;
        Assert.Matches("^[A-Z]{4}-[A-Z]{4}$", userCode);
        Assert.Equal($"{PageAnswers.Origin}/device", device.GetProperty("verificationUri").GetString());
        Assert.Equal(
            $"{PageAnswers.Origin}/device?user_code={userCode}",
            device.GetProperty("verificationUriComplete").GetString()
        );
        Assert.Equal((600, 1), (device.GetProperty("expiresIn").GetInt32(), device.GetProperty("interval").GetInt32()));

        Pending(client, device);
        _time.Advance(TimeSpan.FromSeconds(1));
        Pending(client, device);
        Decide(device, "approve");
        _time.Advance(TimeSpan.FromSeconds(1));
        var token = Token(client, ForDevice(device));
        Assert.True(token.TryGetProperty("refreshToken", out _));
        _time.Advance(TimeSpan.FromSeconds(1));
        Refused(CreateToken(client, ForDevice(device)), 400, "InvalidGrantException", "invalid_grant");
    }

    [Fact]
    public void A_program_that_asks_too_soon_waits_five_seconds_longer()
    {
        var client = RegisterForDevices();
        var device = Parse(StartDevice(client));
        Pending(client, device);
        Refused(CreateToken(client, ForDevice(device)), 400, "SlowDownException", "slow_down");
        _time.Advance(TimeSpan.FromSeconds(5.9));
        Refused(CreateToken(client, ForDevice(device)), 400, "SlowDownException", "slow_down");
        _time.Advance(TimeSpan.FromSeconds(11));
        Pending(client, device);
    }

    [Fact]
    public void A_denied_code_stays_denied()
    {
        var client = RegisterForDevices();
        var device = Parse(StartDevice(client));
        Decide(device, "deny");
        Refused(CreateToken(client, ForDevice(device)), 400, "AccessDeniedException", "access_denied");
        Assert.Equal(409, Answer(_device, PageAnswers.PostForm(Target(device), "decision=approve")).Status);
    }

    [Fact]
    public void A_device_code_expires()
    {
        var client = RegisterForDevices();
        var device = Parse(StartDevice(client));
        _time.Advance(TimeSpan.FromMinutes(10));
        Refused(CreateToken(client, ForDevice(device)), 400, "ExpiredTokenException", "expired_token");
        Assert.Equal(404, Get(_device, Target(device)).Status);
    }

    [Fact]
    public void A_device_code_is_for_its_own_client_only()
    {
        var device = Parse(StartDevice(RegisterForDevices()));
        Decide(device, "approve");
        Refused(CreateToken(RegisterForDevices(), ForDevice(device)), 400, "InvalidGrantException", "invalid_grant");
    }

    [Theory]
    [InlineData(StartUrl, 200)]
    [InlineData(StartUrl + "/", 200)]
    [InlineData(StartUrl + "/#/", 200)]
    [InlineData("https://other.example/start", 400)]
    [InlineData("", 400)]
    public void A_device_code_is_for_this_identity_center(string startUrl, int status) =>
        Assert.Equal(status, StartDevice(RegisterForDevices(), startUrl).Status);

    [Fact]
    public void A_person_can_type_a_code_carelessly()
    {
        var device = Parse(StartDevice(RegisterForDevices()));
        var typed = device
            .GetProperty("userCode")
            .GetString()!
            .Replace("-", "", StringComparison.Ordinal)
            .ToLowerInvariant();
        Assert.Equal(200, Get(_device, $"/device?user_code={typed}").Status);
        Assert.Equal(404, Get(_device, "/device?user_code=AAAA-AAAA").Status);
        Assert.Contains("Enter the code", Get(_device, "/device").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_delay_a_program_that_waits()
    {
        var client = RegisterForDevices();
        var device = Parse(StartDevice(client));
        Decide(device, "approve");
        var poll = Json("/token", Body(client, ForDevice(device)));
        Refused(
            _oidc.Instead(FaultKinds.OidcPending, poll, Now)!,
            400,
            "AuthorizationPendingException",
            "authorization_pending"
        );
        Refused(_oidc.Instead(FaultKinds.OidcSlowDown, poll, Now)!, 400, "SlowDownException", "slow_down");
        Refused(Answer(_oidc, poll), 400, "SlowDownException", "slow_down");
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(200, Answer(_oidc, poll).Status);
        Assert.Null(_oidc.Instead(FaultKinds.OidcPending, Json("/token", Body(client, ForCode("x"))), Now));
    }

    [Fact]
    public void Signing_out_ends_all_tokens_of_the_sign_in()
    {
        var client = RegisterForCodes();
        var first = Token(client, ForCode(CodeOf(client)));
        var other = Token(client, ForCode(CodeOf(client)));
        Assert.Equal(405, Logout(first, "GET").Status);
        Assert.Equal(200, Logout(first).Status);
        Assert.Equal(401, List(first.GetProperty("accessToken").GetString()!).Status);
        Assert.Equal(401, Logout(first).Status);
        Refused(
            CreateToken(
                client,
                ("grantType", "refresh_token"),
                ("refreshToken", first.GetProperty("refreshToken").GetString()!)
            ),
            400,
            "InvalidGrantException",
            "invalid_grant"
        );
        Assert.Equal(200, List(other.GetProperty("accessToken").GetString()!).Status);
    }

    private static string ChallengeOf(string verifier) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static (string Name, string Value)[] ForCode(string code) =>
        [("grantType", "authorization_code"), ("code", code), ("codeVerifier", Verifier), ("redirectUri", RedirectUri)];

    private static (string Name, string Value)[] ForDevice(JsonElement device) =>
        [("grantType", DeviceGrant), ("deviceCode", device.GetProperty("deviceCode").GetString()!)];

    private static string Target(JsonElement device) =>
        $"/device?user_code={device.GetProperty("userCode").GetString()}";

    private JsonElement RegisterForCodes() =>
        Parse(Register(["http://127.0.0.1/oauth/callback"], ["authorization_code", "refresh_token"], Scopes));

    private JsonElement RegisterForDevices() => Parse(Register(null, null, Scopes));

    private ServiceAnswer Register(string[]? uris, string[]? grants, string[] scopes, string name = "RoleAssist") =>
        Send(
            "/client/register",
            JsonSerializer.Serialize(
                new Dictionary<string, object?>
                {
                    ["clientName"] = name,
                    ["clientType"] = "public",
                    ["scopes"] = scopes,
                    ["redirectUris"] = uris,
                    ["grantTypes"] = grants,
                    ["issuerUrl"] = StartUrl,
                }
            )
        );

    private static string AuthorizeUrl(JsonElement client, params IEnumerable<(string Name, string? Value)> changes)
    {
        var query = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = client.GetProperty("clientId").GetString(),
            ["redirect_uri"] = RedirectUri,
            ["state"] = "s t&t/e",
            ["code_challenge_method"] = "S256",
            ["scopes"] = "sso:account:access",
            ["code_challenge"] = Challenge,
        };
        foreach (var (name, value) in changes)
        {
            query[name] = value;
        }

        return "/authorize?"
            + string.Join(
                '&',
                query
                    .Where(pair => pair.Value is not null)
                    .Select(pair => $"{pair.Key}={WebUtility.UrlEncode(pair.Value)}")
            );
    }

    private string CodeOf(JsonElement client)
    {
        var (address, parameters) = Post(Get(AuthorizeUrl(client)).FormToken(), "approve").Redirect();
        Assert.Equal((RedirectUri, "s t&t/e"), (address, parameters["state"]));
        return parameters["code"];
    }

    private ServiceAnswer StartDevice(JsonElement client, string startUrl = StartUrl) =>
        Send("/device_authorization", Body(client, ("startUrl", startUrl)));

    private string DeviceUrl(JsonElement client) => Target(Parse(StartDevice(client)));

    private void Decide(JsonElement device, string decision)
    {
        var form = Get(_device, Target(device)).FormToken();
        Assert.Equal(200, Answer(_device, PageAnswers.PostForm("/device", $"form={form}&decision={decision}")).Status);
    }

    private void Pending(JsonElement client, JsonElement device) =>
        Refused(CreateToken(client, ForDevice(device)), 400, "AuthorizationPendingException", "authorization_pending");

    private JsonElement Token(JsonElement client, params (string Name, string Value)[] members) =>
        Parse(CreateToken(client, members));

    private ServiceAnswer CreateToken(JsonElement client, params (string Name, string Value)[] members) =>
        Send("/token", Body(client, members));

    private static string Body(JsonElement client, params (string Name, string Value)[] members) =>
        JsonSerializer.Serialize(
            members
                .Append(("clientId", client.GetProperty("clientId").GetString()!))
                .Append(("clientSecret", client.GetProperty("clientSecret").GetString()!))
                .ToDictionary(pair => pair.Item1, pair => pair.Item2)
        );

    private ServiceAnswer Logout(JsonElement token, string method = "POST") =>
        Answer(
            _portal,
            SignableRequest.Create(
                method,
                "/logout",
                [new("x-amz-sso_bearer_token", token.GetProperty("accessToken").GetString()!)],
                []
            )
        );

    private ServiceAnswer List(string accessToken) =>
        Answer(
            _portal,
            SignableRequest.Create("GET", "/assignment/accounts", [new("x-amz-sso_bearer_token", accessToken)], [])
        );

    private ServiceAnswer Get(string target) => Get(_authorize, target);

    private ServiceAnswer Get(IService service, string target) => Answer(service, PageAnswers.Get(target));

    private ServiceAnswer Post(string form, string decision) =>
        Answer(
            _authorize,
            PageAnswers.PostForm(
                "/authorize",
                $"form={form}&decision={decision}",
                new KeyValuePair<string, string>("Origin", "null"),
                new KeyValuePair<string, string>("Sec-Fetch-Site", "same-origin")
            )
        );

    private ServiceAnswer Send(string path, string body) => Answer(_oidc, Json(path, body));

    private static SignableRequest Json(string path, string body) =>
        SignableRequest.Create("POST", path, [new("Host", "127.0.0.1:4566")], Encoding.UTF8.GetBytes(body));

    private ServiceAnswer Answer(IService service, SignableRequest request) => service.Answer(request, Now);

    private static JsonElement Parse(ServiceAnswer answer)
    {
        Assert.True(answer.Status == 200, answer.Body);
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.Clone();
    }

    private static void Refused(ServiceAnswer answer, int status, string code, string error)
    {
        Assert.Equal(status, answer.Status);
        Assert.StartsWith(code + ":", answer.Header("x-amzn-ErrorType"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(error, json.RootElement.GetProperty("error").GetString());
    }
}
