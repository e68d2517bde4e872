using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Sso;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Sso;

public sealed class SsoDirectoryTests : IDisposable
{
    private const string Portal = "https://portal.sso.eu-west-1.amazonaws.com";

    private static readonly SsoSource Session = new(
        "corp",
        "corp",
        "https://corp.example/start",
        "eu-west-1",
        "000000000000",
        "role"
    );

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly ProcessEnvironment _environment;

    public SsoDirectoryTests()
    {
        _environment = new ProcessEnvironment([KeyValuePair.Create("HOME", _home)]);
        var file = new SsoTokenCache(_environment, _time).PathOf(Session);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(
            file,
            """{"startUrl":"https://corp.example/start","accessToken":"token","expiresAt":"2026-07-01T20:00:00Z"}"""
        );
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Reads_all_pages_of_accounts_and_roles_with_the_token()
    {
        var network = FakeNetwork.Of(
            FakeNetwork.Ok(
                """{"accountList":[{"accountId":"111122223333","accountName":"shop","emailAddress":"shop@example.com"}],"nextToken":"a+b"}"""
            ),
            FakeNetwork.Ok("""{"accountList":[{"accountId":"444455556666"}]}"""),
            FakeNetwork.Ok("""{"roleList":[{"roleName":"reader","accountId":"111122223333"},{"roleName":"admin"}]}""")
        );

        var accounts = await RunAsync(network, directory => directory.ListAccountsAsync(Session, default));
        var roles = await RunAsync(network, directory => directory.ListRolesAsync(Session, "111122223333", default));

        Assert.Equal(
            [
                new OrganizationAccount("111122223333", "shop", "shop@example.com", "ACTIVE"),
                new OrganizationAccount("444455556666", "444455556666", null, "ACTIVE"),
            ],
            accounts
        );
        Assert.Equal(["reader", "admin"], roles);
        Assert.Equal(
            [
                $"GET {Portal}/assignment/accounts?max_result=100",
                $"GET {Portal}/assignment/accounts?max_result=100&next_token=a%2Bb",
                $"GET {Portal}/assignment/roles?account_id=111122223333&max_result=100",
            ],
            network.Requests.Select(request => request.ToString())
        );
        Assert.All(network.Requests, request => Assert.Equal("token", request.Headers["x-amz-sso_bearer_token"]));
        Assert.All(network.Requests, request => Assert.DoesNotContain("Authorization", request.Headers.Keys));
    }

    [Theory]
    [InlineData(401, "", ErrorCode.SsoLoginRequired)]
    [InlineData(429, "", ErrorCode.Throttled)]
    [InlineData(500, "", ErrorCode.ServiceUnavailable)]
    [InlineData(200, "<html>log in</html>", ErrorCode.ServiceUnavailable)]
    [InlineData(200, "{}", ErrorCode.ServiceUnavailable)]
    [InlineData(200, """{"accountList":[{"accountId":"../x"}]}""", ErrorCode.ServiceUnavailable)]
    [InlineData(200, """{"accountList":[{"accountId":"tenant"}]}""", ErrorCode.ServiceUnavailable)]
    [InlineData(200, """{"accountList":[],"nextToken":"endless"}""", ErrorCode.ServiceUnavailable)]
    public async Task Any_other_answer_is_an_error(int status, string body, ErrorCode code)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            RunAsync(
                FakeNetwork.Of(FakeNetwork.Answer((HttpStatusCode)status, body)),
                directory => directory.ListAccountsAsync(Session, default)
            )
        );

        Assert.Equal(code, fault.Code);
        Assert.DoesNotContain("token=", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\\nrole_arn = x")]
    [InlineData("")]
    [InlineData("a b")]
    public async Task A_role_whose_name_would_be_more_than_a_name_is_an_error(string name)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            RunAsync(
                FakeNetwork.Of(FakeNetwork.Ok($$"""{"roleList":[{"roleName":"{{name}}"}]}""")),
                directory => directory.ListRolesAsync(Session, "111122223333", default)
            )
        );

        Assert.Equal(ErrorCode.ServiceUnavailable, fault.Code);
    }

    private async Task<T> RunAsync<T>(FakeNetwork network, Func<SsoDirectory, Task<T>> call)
    {
        using var http = new AwsHttpClients(_environment, _ => network);
        using var tokens = new SsoTokens(_environment, new FakeTokenVault(), _time, NullLogger<SsoTokens>.Instance);
        return await _time.PassAsync(
            call(new SsoDirectory(tokens, http, new RetryPolicy(_time, () => 0), TestClock.Of(_time)))
        );
    }
}
