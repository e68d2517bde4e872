using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Sso;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sso;

/// <summary>Tests how logins are renewed.</summary>
public sealed class SsoOidcTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly SsoTokens _tokens = new(TestSts.SealingKey);
    private readonly SsoOidc _oidc;
    private readonly RegisteredClient _client;

    public SsoOidcTests()
    {
        _oidc = new SsoOidc(
            _tokens,
            new AuthorizationCodes(TestSts.SealingKey, _tokens),
            new DeviceAuthorizations(),
            new StartUrls()
        );
        _client = Register("sso:account:access");
    }

    private SsoGrant Login => SsoGrant.Begin(_tokens.OpenClient(_client.Id, _time.GetUtcNow())!.Id, _time.GetUtcNow());

    private string RefreshToken => _tokens.IssueRefresh(Login);

    [Fact]
    public void A_refresh_token_returns_an_access_token_and_a_new_refresh_token()
    {
        var answer = Post(RefreshToken);
        Assert.Equal(200, answer.Status);
        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(
            ["accessToken", "tokenType", "expiresIn", "refreshToken"],
            json.RootElement.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(3600, json.RootElement.GetProperty("expiresIn").GetInt32());
        Assert.Equal("Bearer", json.RootElement.GetProperty("tokenType").GetString());
        Assert.Equal(
            _time.GetUtcNow().AddHours(1),
            _tokens.OpenAccess(json.RootElement.GetProperty("accessToken").GetString()!)!.Expiration
        );
        Assert.Equal(200, Post(json.RootElement.GetProperty("refreshToken").GetString()).Status);
    }

    [Fact]
    public void Refreshing_does_not_extend_the_login()
    {
        using var json = JsonDocument.Parse(Post(RefreshToken).Body);
        var next = json.RootElement.GetProperty("refreshToken").GetString();
        _time.Advance(TimeSpan.FromDays(7));
        Refused(Post(next), 400, "ExpiredTokenException", "expired_token");
    }

    [Theory]
    [InlineData("made up")]
    [InlineData("")]
    public void Rejects_an_invalid_refresh_token(string token) =>
        Refused(Post(token), 400, "InvalidGrantException", "invalid_grant");

    [Fact]
    public void Rejects_the_refresh_token_of_another_client() =>
        Refused(
            Post(_tokens.IssueRefresh(Login with { Client = "another" })),
            400,
            "InvalidGrantException",
            "invalid_grant"
        );

    [Fact]
    public void Rejects_an_access_token_in_place_of_a_refresh_token() =>
        Refused(
            Post(_tokens.IssueAccess(Login, _time.GetUtcNow().AddDays(1))),
            400,
            "InvalidGrantException",
            "invalid_grant"
        );

    [Fact]
    public void A_refresh_token_is_good_once()
    {
        var token = RefreshToken;
        using var first = JsonDocument.Parse(Post(token).Body);
        Refused(Post(token), 400, "InvalidGrantException", "invalid_grant");
        Assert.Equal(200, Post(first.RootElement.GetProperty("refreshToken").GetString()).Status);
    }

    [Fact]
    public void A_client_must_send_its_own_secret()
    {
        Refused(Post(RefreshToken, clientId: "another"), 401, "InvalidClientException", "invalid_client");
        Refused(Post(RefreshToken, clientSecret: "made up"), 401, "InvalidClientException", "invalid_client");
    }

    [Fact]
    public void A_registration_expires()
    {
        var token = RefreshToken;
        _time.Advance(TimeSpan.FromDays(90));
        Refused(Post(token), 401, "InvalidClientException", "invalid_client");
    }

    [Fact]
    public void A_client_without_a_scope_cannot_refresh()
    {
        var client = Register();
        Refused(
            Post(RefreshToken, client.Id, client.Secret),
            400,
            "UnauthorizedClientException",
            "unauthorized_client"
        );
    }

    [Fact]
    public void Rejects_other_grant_types() =>
        Refused(
            Post(RefreshToken, grantType: "password"),
            400,
            "UnsupportedGrantTypeException",
            "unsupported_grant_type"
        );

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"clientId":1}""")]
    public void Rejects_an_incomplete_request(string body) =>
        Refused(Send("POST", body), 400, "InvalidRequestException", "invalid_request");

    [Fact]
    public void A_refresh_requires_a_refresh_token() =>
        Refused(Post(refreshToken: null), 400, "InvalidRequestException", "invalid_request");

    [Fact]
    public void Accepts_only_POST() => Assert.Equal(405, Send("GET", "").Status);

    private RegisteredClient Register(params string[] scopes) =>
        _tokens.Register(new ClientMetadata("test", scopes, [], []), _time.GetUtcNow());

    private ServiceAnswer Post(
        string? refreshToken,
        string? clientId = null,
        string? clientSecret = null,
        string grantType = "refresh_token"
    ) =>
        Send(
            "POST",
            JsonSerializer.Serialize(
                new Dictionary<string, string?>
                {
                    ["clientId"] = clientId ?? _client.Id,
                    ["clientSecret"] = clientSecret ?? _client.Secret,
                    ["grantType"] = grantType,
                    ["refreshToken"] = refreshToken,
                }
            )
        );

    private ServiceAnswer Send(string method, string body) =>
        _oidc.Answer(SignableRequest.Create(method, "/token", [], Encoding.UTF8.GetBytes(body)), _time.GetUtcNow());

    private static void Refused(ServiceAnswer answer, int status, string code, string error)
    {
        Assert.Equal(status, answer.Status);
        Assert.StartsWith(
            code + ":",
            answer.Headers.Single(header => header.Key == "x-amzn-ErrorType").Value,
            StringComparison.Ordinal
        );
        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(
            ["error", "error_description"],
            json.RootElement.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(error, json.RootElement.GetProperty("error").GetString());
    }
}
