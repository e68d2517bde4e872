using System.Text.Json;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Metadata;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Metadata;

/// <summary>Tests the credentials endpoint of a container and its access checks.</summary>
public sealed class ContainerEndpointTests
{
    private readonly TestSts _sts = new();
    private readonly ContainerEndpoint _endpoint;

    public ContainerEndpointTests()
    {
        _endpoint = new ContainerEndpoint(new Role(TestSts.OtherAccount, "open", TrustPolicies.ForNobody), _sts.Tokens);
    }

    [Fact]
    public void Returns_the_credentials_of_the_containers_role()
    {
        var answer = Get(_endpoint.Path, _endpoint.AuthorizationToken);
        Assert.Equal(200, answer.Status);
        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(
            ["RoleArn", "AccessKeyId", "SecretAccessKey", "Token", "Expiration"],
            json.RootElement.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(TestSts.Arn("open"), Text("RoleArn"));
        Assert.Equal("2026-03-01T18:00:00Z", Text("Expiration"));
        var keys = new Keys(Text("AccessKeyId"), Text("SecretAccessKey"), Text("Token"));
        Assert.Equal(
            $"arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/sandbox-task",
            _sts.CallerIdentity(keys).Granted()["Arn"]
        );

        string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
    }

    [Fact]
    public void Rejects_a_request_without_the_token() => Refused(Get(_endpoint.Path, token: null), 401, "Unauthorized");

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    public void Rejects_a_request_with_another_token(string token) =>
        Refused(Get(_endpoint.Path, token), 403, "AccessDenied");

    [Fact]
    public void The_token_must_be_the_whole_header() =>
        Refused(Get(_endpoint.Path, "Bearer " + _endpoint.AuthorizationToken), 403, "AccessDenied");

    [Fact]
    public void Reports_an_unknown_path_only_with_the_token()
    {
        Refused(Get("/v2/credentials/x", _endpoint.AuthorizationToken), 404, "InvalidIdInRequest");
        Refused(Get(_endpoint.Path + "/", _endpoint.AuthorizationToken), 404, "InvalidIdInRequest");
        Refused(Get("/v2/credentials/x", "wrong"), 403, "AccessDenied");
    }

    [Fact]
    public void Accepts_only_GET() =>
        Refused(Get(_endpoint.Path, _endpoint.AuthorizationToken, "PUT"), 405, "MethodNotAllowed");

    [Fact]
    public void Path_and_token_differ_between_runs()
    {
        var other = new ContainerEndpoint(new Role(TestSts.OtherAccount, "open", TrustPolicies.ForNobody), _sts.Tokens);
        Assert.NotEqual(_endpoint.Path, other.Path);
        Assert.NotEqual(_endpoint.AuthorizationToken, other.AuthorizationToken);
    }

    private ServiceAnswer Get(string path, string? token, string method = "GET") =>
        _endpoint.Answer(
            SignableRequest.Create(method, path, token is null ? [] : [new("Authorization", token)], []),
            _sts.Time.GetUtcNow()
        );

    private static void Refused(ServiceAnswer answer, int status, string code)
    {
        Assert.Equal(status, answer.Status);
        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(code, json.RootElement.GetProperty("code").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("message").GetString()!);
    }
}
