using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.SignIn;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.SignIn;

/// <summary>Tests how a program and a person sign in as with <c>aws login</c>.</summary>
public sealed class SignInTests : IDisposable
{
    private const string SameDevice = "arn:aws:signin:::devtools/same-device";
    private const string CrossDevice = "arn:aws:signin:::devtools/cross-device";
    private const string RedirectUri = "http://127.0.0.1:51234/oauth/callback";
    private const string Confirmation = $"{PageAnswers.Origin}/v1/sessions/confirmation";
    private const string Verifier = "abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ.KLMNOP~1";

    private readonly TestSts _sts = new();
    private readonly SigningKey _idTokenKey = new();
    private readonly DpopKey _key = new();
    private readonly SignInPage _page;
    private readonly SignInTokenService _service;

    public SignInTests()
    {
        var tickets = new SignInTickets(TestSts.SealingKey);
        var people = new SignInPeople(
            SignInPerson.Create(_sts.Alice, maySignIn: true),
            SignInPerson.Create(_sts.Directory.RoleByArn(TestSts.Arn("open"))!, "alice"),
            SignInPerson.Create(_sts.Bob, maySignIn: false)
        );
        _page = new SignInPage(people, tickets, TestSts.SealingKey);
        _service = new SignInTokenService(people, tickets, _sts.Tokens, _idTokenKey);
    }

    private DateTimeOffset Now => _sts.Time.GetUtcNow();

    private static string Challenge => DpopKey.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public void Dispose()
    {
        _key.Dispose();
        _idTokenKey.Dispose();
    }

    [Fact]
    public void A_person_approves_and_the_program_gets_credentials_that_sts_knows()
    {
        var answer = Ok(Redeem(Code()));
        Assert.Equal(
            ["accessToken", "tokenType", "expiresIn", "refreshToken", "idToken"],
            answer.EnumerateObject().Select(member => member.Name)
        );
        Assert.Equal("aws_sigv4", answer.GetProperty("tokenType").GetString());
        Assert.Equal(900, answer.GetProperty("expiresIn").GetInt32());
        Assert.Equal(_sts.Alice.Arn, _sts.CallerIdentity(KeysOf(answer)).Granted()["Arn"]);
        Assert.Equal(_sts.Alice.Arn, SubjectOf(answer));

        _sts.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("ExpiredToken", _sts.CallerIdentity(KeysOf(answer)).Code);
    }

    [Fact]
    public void A_refresh_brings_new_credentials_and_no_identity()
    {
        var first = Ok(Redeem(Code()));
        _sts.Time.Advance(TimeSpan.FromMinutes(10));
        var second = Ok(Refresh(RefreshTokenOf(first)));
        Assert.False(second.TryGetProperty("idToken", out _));
        Assert.NotEqual(RefreshTokenOf(first), RefreshTokenOf(second));
        Assert.NotEqual(KeysOf(first), KeysOf(second));
        _sts.CallerIdentity(KeysOf(second)).Granted();

        // Programs may race, so the first token is still good.
        Ok(Refresh(RefreshTokenOf(first)));
        Ok(Refresh(RefreshTokenOf(second)));
    }

    [Fact]
    public void Refreshing_does_not_extend_the_sign_in()
    {
        var token = RefreshTokenOf(Ok(Redeem(Code())));
        _sts.Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMinutes(1));
        var last = Ok(Refresh(token));
        Assert.Equal(60, last.GetProperty("expiresIn").GetInt32());
        _sts.Time.Advance(TimeSpan.FromMinutes(1));
        Refused(Refresh(RefreshTokenOf(last)), "AccessDeniedException", "TOKEN_EXPIRED");
    }

    [Fact]
    public void A_role_can_sign_in()
    {
        const string Arn = "arn:aws:sts::222233334444:assumed-role/open/alice";
        var answer = Ok(Redeem(Code(Arn)));
        Assert.Equal((Arn, Arn), (SubjectOf(answer), _sts.CallerIdentity(KeysOf(answer)).Granted()["Arn"]));
    }

    [Fact]
    public void Who_lacks_the_policy_gets_nothing() =>
        Refused(Redeem(Code(_sts.Bob.Arn)), "AccessDeniedException", "INSUFFICIENT_PERMISSIONS");

    [Fact]
    public void A_code_is_good_once_and_for_five_minutes()
    {
        var code = Code();
        Ok(Redeem(code));
        Refused(Redeem(code), "AccessDeniedException", "AUTHCODE_EXPIRED");
        var late = Code();
        _sts.Time.Advance(TimeSpan.FromMinutes(5));
        Refused(Redeem(late), "AccessDeniedException", "AUTHCODE_EXPIRED");
    }

    [Theory]
    [InlineData("codeVerifier", "abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ.KLMNOP~2")]
    [InlineData("codeVerifier", "short")]
    [InlineData("codeVerifier", null)]
    [InlineData("redirectUri", "http://127.0.0.1:51235/oauth/callback")]
    [InlineData("redirectUri", null)]
    [InlineData("clientId", CrossDevice)]
    [InlineData("clientId", null)]
    [InlineData("code", "made-up")]
    [InlineData("code", null)]
    [InlineData("grantType", "refresh_token")]
    [InlineData("grantType", "password")]
    [InlineData("grantType", null)]
    [InlineData("refreshToken", "made-up")]
    public void Who_has_the_code_must_have_begun(string member, string? value)
    {
        var asked = ForCode(Code());
        asked[member] = value;
        Refused(Post(asked), "ValidationException", "INVALID_REQUEST");
    }

    [Fact]
    public void A_refresh_token_is_bound_to_its_key()
    {
        var token = RefreshTokenOf(Ok(Redeem(Code())));
        using var other = new DpopKey();
        Refused(Refresh(token, key: other), "ValidationException", "INVALID_REQUEST");
        Ok(Refresh(token));
    }

    [Theory]
    [InlineData("/signin/eu-west-1", "127.0.0.1:4566")]
    [InlineData("", "eu-west-1.signin.localhost:4566")]
    public void A_refresh_token_is_good_in_its_own_region_only(string prefix, string host)
    {
        var here = RefreshTokenOf(Ok(Redeem(Code())));
        Refused(Refresh(here, prefix: prefix, host: host), "ValidationException", "INVALID_REQUEST");
        Ok(Refresh(here, prefix: "/signin/us-east-1"));

        var there = RefreshTokenOf(Ok(Redeem(Code(prefix: prefix, host: host), prefix, host)));
        Refused(Refresh(there), "ValidationException", "INVALID_REQUEST");
        Ok(Refresh(there, prefix: prefix, host: host));
        Refused(Redeem(Code(), prefix, host), "ValidationException", "INVALID_REQUEST");
    }

    [Fact]
    public void A_proof_is_for_the_region_it_names()
    {
        var proof = _key.Proof($"{PageAnswers.Origin}/v1/token", Now);
        Refused(
            Post(ForCode(Code()), prefix: "/signin/us-east-1", proof: proof),
            "ValidationException",
            "INVALID_REQUEST"
        );
    }

    [Fact]
    public void Nothing_is_given_without_a_proof()
    {
        var code = Code();
        Refused(Post(ForCode(code), proof: ""), "ValidationException", "INVALID_REQUEST");
        Ok(Redeem(code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"clientId":1}""")]
    public void Refuses_what_is_no_request(string body) =>
        Refused(PostText(body), "ValidationException", "INVALID_REQUEST");

    [Fact]
    public void Takes_only_json_by_post()
    {
        Refused(PostText("{}", contentType: "text/plain"), "ValidationException", "INVALID_REQUEST");
        Refused(_service.Answer(PageAnswers.Get("/v1/token"), Now), "ValidationException", "INVALID_REQUEST");
    }

    [Fact]
    public void A_changed_password_ends_the_sign_in()
    {
        var token = RefreshTokenOf(Ok(Redeem(Code())));
        var request = Request(
            JsonSerializer.Serialize(ForRefresh(token)),
            "",
            "127.0.0.1:4566",
            null,
            "application/json"
        );
        Refused(
            _service.Instead(FaultKinds.SignInPasswordChanged, request, Now)!,
            "AccessDeniedException",
            "USER_CREDENTIALS_CHANGED"
        );
        Refused(Refresh(token), "AccessDeniedException", "USER_CREDENTIALS_CHANGED");
        Ok(Redeem(Code()));
    }

    [Fact]
    public void Other_faults_have_sign_ins_words()
    {
        Refused(
            _service.Instead(FaultKinds.Expired, PageAnswers.Get("/v1/token"), Now)!,
            "AccessDeniedException",
            "TOKEN_EXPIRED"
        );
        Refused(_service.Throttled(), "TooManyRequestsError", "rate_exceeded", 429);
        Refused(_service.Failed(), "InternalServerException", "server_error", 500);
    }

    [Fact]
    public void On_another_device_the_person_copies_the_answer()
    {
        var url = AuthorizeUrl(("client_id", CrossDevice), ("redirect_uri", Confirmation));
        var (address, parameters) = Approve(Get(url).FormToken()).Redirect();
        Assert.Equal(Confirmation, address);

        var page = Get(
            new Uri(address).PathAndQuery
                + $"?code={parameters["code"]}&state={Uri.EscapeDataString(parameters["state"])}"
        );
        var text = page.Text()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Single(word => word.Length > 100);
        Assert.Equal(
            $"state=s%20t%26t%2Fe&code={parameters["code"]}",
            Encoding.UTF8.GetString(Convert.FromBase64String(text))
        );
        var asked = ForCode(parameters["code"]);
        (asked["clientId"], asked["redirectUri"]) = (CrossDevice, Confirmation);
        Ok(Post(asked));
    }

    [Theory]
    [InlineData("client_id", "arn:aws:signin:::devtools/other")]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", "http://127.0.0.1/oauth/callback")]
    [InlineData("redirect_uri", "http://127.0.0.1:51234/callback")]
    [InlineData("redirect_uri", "http://localhost:51234/oauth/callback")]
    [InlineData("redirect_uri", "https://example.com/oauth/callback")]
    [InlineData("redirect_uri", Confirmation)]
    [InlineData("redirect_uri", null)]
    [InlineData("state", null)]
    public void Tells_only_the_person_when_the_program_is_not_known(string parameter, string? value)
    {
        var page = Get(AuthorizeUrl((parameter, value)));
        Assert.Equal((400, null), (page.Status, page.Header("Location")));
    }

    [Theory]
    [InlineData("response_type", "token")]
    [InlineData("scope", "profile")]
    [InlineData("scope", null)]
    [InlineData("code_challenge_method", "S256")]
    [InlineData("code_challenge_method", null)]
    [InlineData("code_challenge", "short")]
    [InlineData("code_challenge", null)]
    public void Tells_the_program_what_is_wrong(string parameter, string? value)
    {
        var (address, parameters) = Get(AuthorizeUrl((parameter, value))).Redirect();
        Assert.Equal((RedirectUri, "invalid_request", "s t&t/e"), (address, parameters["error"], parameters["state"]));
    }

    [Fact]
    public void A_person_denies()
    {
        Assert.Equal("access_denied", Get(AuthorizeUrl() + "&deny").Redirect().Parameters["error"]);
        Assert.Equal(
            "access_denied",
            Answer(PageAnswers.PostForm("/v1/authorize", $"form={Get(AuthorizeUrl()).FormToken()}&decision=deny"))
                .Redirect()
                .Parameters["error"]
        );
    }

    [Fact]
    public void Nobody_signs_in_as_a_stranger() =>
        Assert.Equal(400, Approve(Get(AuthorizeUrl()).FormToken(), "arn:aws:iam::111122223333:root").Status);

    [Fact]
    public void The_copied_text_is_shown_as_text()
    {
        var page = Get("/v1/sessions/confirmation?state=%3Cscript%3E&code=%22%3E");
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(400, Get("/v1/sessions/confirmation?state=a").Status);
    }

    private static Keys KeysOf(JsonElement answer)
    {
        var credentials = answer.GetProperty("accessToken");
        return new Keys(
            credentials.GetProperty("accessKeyId").GetString()!,
            credentials.GetProperty("secretAccessKey").GetString()!,
            credentials.GetProperty("sessionToken").GetString()
        );
    }

    private static string RefreshTokenOf(JsonElement answer) => answer.GetProperty("refreshToken").GetString()!;

    private static string? SubjectOf(JsonElement answer)
    {
        var payload = answer.GetProperty("idToken").GetString()!.Split('.')[1];
        using var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(payload));
        return claims.RootElement.GetProperty("sub").GetString();
    }

    private static Dictionary<string, string?> ForCode(string code) =>
        new()
        {
            ["clientId"] = SameDevice,
            ["grantType"] = "authorization_code",
            ["code"] = code,
            ["codeVerifier"] = Verifier,
            ["redirectUri"] = RedirectUri,
        };

    private static Dictionary<string, string?> ForRefresh(string token) =>
        new()
        {
            ["clientId"] = SameDevice,
            ["refreshToken"] = token,
            ["grantType"] = "refresh_token",
        };

    private static string AuthorizeUrl(params IEnumerable<(string Name, string? Value)> changes)
    {
        var query = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = SameDevice,
            ["state"] = "s t&t/e",
            ["code_challenge_method"] = "SHA-256",
            ["scope"] = "openid",
            ["redirect_uri"] = RedirectUri,
            ["code_challenge"] = Challenge,
        };
        foreach (var (name, value) in changes)
        {
            query[name] = value;
        }

        return "/v1/authorize?"
            + string.Join(
                '&',
                query
                    .Where(pair => pair.Value is not null)
                    .Select(pair => $"{pair.Key}={WebUtility.UrlEncode(pair.Value)}")
            );
    }

    private string Code(string? arn = null, string prefix = "", string host = "127.0.0.1:4566")
    {
        var page = Answer(SignableRequest.Create("GET", prefix + AuthorizeUrl(), [new("Host", host)], []));
        Assert.Contains($"action=\"{prefix}/v1/authorize\"", page.Body, StringComparison.Ordinal);
        var (address, parameters) = Approve(page.FormToken(), arn, prefix, host).Redirect();
        Assert.Equal((RedirectUri, "s t&t/e"), (address, parameters["state"]));
        return parameters["code"];
    }

    private ServiceAnswer Approve(
        string form,
        string? arn = null,
        string prefix = "",
        string host = "127.0.0.1:4566"
    ) =>
        Answer(
            SignableRequest.Create(
                "POST",
                prefix + "/v1/authorize",
                [new("Host", host), new("Content-Type", "application/x-www-form-urlencoded"), new("Origin", "null")],
                Encoding.UTF8.GetBytes(
                    $"form={form}&decision=approve" + (arn is null ? "" : "&user=" + Uri.EscapeDataString(arn))
                )
            )
        );

    private ServiceAnswer Redeem(string code, string prefix = "", string host = "127.0.0.1:4566") =>
        Post(ForCode(code), prefix, host);

    private ServiceAnswer Refresh(
        string token,
        DpopKey? key = null,
        string prefix = "",
        string host = "127.0.0.1:4566"
    ) => Post(ForRefresh(token), prefix, host, (key ?? _key).Proof($"http://{host}{prefix}/v1/token", Now));

    private ServiceAnswer Post(
        Dictionary<string, string?> members,
        string prefix = "",
        string host = "127.0.0.1:4566",
        string? proof = null
    ) =>
        _service.Answer(
            Request(
                JsonSerializer.Serialize(members.Where(pair => pair.Value is not null).ToDictionary()),
                prefix,
                host,
                proof,
                "application/json"
            ),
            Now
        );

    private ServiceAnswer PostText(string body, string contentType = "application/json") =>
        _service.Answer(Request(body, "", "127.0.0.1:4566", null, contentType), Now);

    private SignableRequest Request(string body, string prefix, string host, string? proof, string contentType) =>
        SignableRequest.Create(
            "POST",
            prefix + "/v1/token",
            [
                new("Host", host),
                new("Content-Type", contentType),
                new("DPoP", proof ?? _key.Proof($"http://{host}{prefix}/v1/token", Now)),
            ],
            Encoding.UTF8.GetBytes(body)
        );

    private ServiceAnswer Get(string target) => Answer(PageAnswers.Get(target));

    private ServiceAnswer Answer(SignableRequest request) => _page.Answer(request, Now);

    private static JsonElement Ok(ServiceAnswer answer)
    {
        Assert.True(answer.Status == 200, answer.Body);
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.Clone();
    }

    private static void Refused(ServiceAnswer answer, string code, string error, int status = 400)
    {
        Assert.Equal(status, answer.Status);
        Assert.StartsWith(code + ":", answer.Header("x-amzn-ErrorType"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(["error", "message"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(error, json.RootElement.GetProperty("error").GetString());
    }
}
