using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Sso;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sso;

/// <summary>Tests which credentials the Identity Center portal returns, and to whom.</summary>
public sealed class SsoPortalTests
{
    private const string Target = $"/federation/credentials?role_name=Developer&account_id={TestSts.OtherAccount}";

    private readonly TestSts _sts = new();
    private readonly SsoTokens _tokens = new(TestSts.SealingKey);
    private readonly SsoPortal _portal;

    public SsoPortalTests()
    {
        _sts.Directory.Put(PermissionSetRole.Create(TestSts.OtherAccount, "Developer"));
        _portal = new SsoPortal(
            new Assignments(
                "me@example.com",
                [new AssignedAccount(TestSts.OtherAccount, "other", "other@example.com", ["Developer"])],
                organization: null
            ),
            _sts.Directory,
            _tokens,
            _sts.Tokens,
            TestSts.SealingKey
        );
    }

    private FakeTimeProvider Time => _sts.Time;

    private string Token =>
        _tokens.IssueAccess(SsoGrant.Begin("client", Time.GetUtcNow()), Time.GetUtcNow().AddHours(1));

    [Theory]
    [InlineData("GetRoleCredentials", true)]
    [InlineData("ListAccountRoles", false)]
    public void Refuses_credentials_where_a_fault_says_so(string action, bool expected)
    {
        var fault = new FaultRequest(FaultKinds.AccessDenied, null, null, null, [TestSts.OtherAccount], null);
        Assert.Equal(expected, _portal.Supports(fault, new ClaimedCall(action, null, TestSts.OtherAccount)));
    }

    [Fact]
    public void Returns_credentials_of_a_permission_set_for_a_login()
    {
        var answer = Get(Target, Token);
        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        using var json = JsonDocument.Parse(answer.Body);
        var credentials = json.RootElement.GetProperty("roleCredentials");
        Assert.Equal(
            ["accessKeyId", "secretAccessKey", "sessionToken", "expiration"],
            credentials.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(
            Time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds(),
            credentials.GetProperty("expiration").GetInt64()
        );
        var keys = new Keys(
            credentials.GetProperty("accessKeyId").GetString()!,
            credentials.GetProperty("secretAccessKey").GetString()!,
            credentials.GetProperty("sessionToken").GetString()
        );
        Assert.Matches(
            $"^arn:aws:sts::{TestSts.OtherAccount}:assumed-role/AWSReservedSSO_Developer_[a-z2-7]{{16}}/me@example.com$",
            _sts.CallerIdentity(keys).Granted()["Arn"]
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("made up")]
    public void Rejects_an_invalid_token(string? token) =>
        Refused(Get(Target, token), 401, "UnauthorizedException", "Session token not found or invalid");

    [Fact]
    public void Rejects_a_token_from_the_second_it_expires()
    {
        var token = Token;
        Time.Advance(TimeSpan.FromHours(1));
        Refused(Get(Target, token), 401, "UnauthorizedException", "Session token not found or invalid");
    }

    [Fact]
    public void Rejects_a_refresh_token_in_place_of_an_access_token() =>
        Assert.Equal(401, Get(Target, _tokens.IssueRefresh(SsoGrant.Begin("client", Time.GetUtcNow()))).Status);

    [Theory]
    [InlineData("Admin", TestSts.OtherAccount)]
    [InlineData("Developer", TestSts.Account)]
    public void Rejects_an_unassigned_permission_set(string permissionSet, string account) =>
        Refused(
            Get($"/federation/credentials?role_name={permissionSet}&account_id={account}", Token),
            403,
            "ForbiddenException",
            "No access"
        );

    [Fact]
    public void Reports_an_unknown_account() =>
        Refused(
            Get(Target.Replace(TestSts.OtherAccount, "000000000000", StringComparison.Ordinal), Token),
            404,
            "ResourceNotFoundException",
            "The specified resource doesn't exist."
        );

    [Theory]
    [InlineData("?role_name=Developer")]
    [InlineData("?account_id=222233334444")]
    [InlineData("?role_name=&account_id=222233334444")]
    [InlineData("?role_name=Developer&account_id=2222")]
    [InlineData("?role_name=Developer&role_name=Admin&account_id=222233334444")]
    public void Role_and_account_are_required(string query) =>
        Assert.Equal(400, Get("/federation/credentials" + query, Token).Status);

    [Fact]
    public void Rejects_other_paths_and_methods()
    {
        Assert.Equal(404, Get("/federation/console", Token).Status);
        Assert.Equal(405, _portal.Answer(SignableRequest.Create("POST", Target, [], []), Time.GetUtcNow()).Status);
    }

    [Fact]
    public void Throttling_has_its_own_exception() =>
        Refused(_portal.Throttled(), 429, "TooManyRequestsException", "HTTP 429 Unknown Code");

    private ServiceAnswer Get(string target, string? token) =>
        _portal.Answer(
            SignableRequest.Create("GET", target, token is null ? [] : [new("x-amz-sso_bearer_token", token)], []),
            Time.GetUtcNow()
        );

    private static void Refused(ServiceAnswer answer, int status, string code, string message)
    {
        Assert.Equal(status, answer.Status);
        Assert.StartsWith(
            code + ":",
            answer.Headers.Single(header => header.Key == "x-amzn-ErrorType").Value,
            StringComparison.Ordinal
        );
        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(message, json.RootElement.GetProperty("message").GetString());
        Assert.EndsWith("#" + code, json.RootElement.GetProperty("__type").GetString(), StringComparison.Ordinal);
    }
}
