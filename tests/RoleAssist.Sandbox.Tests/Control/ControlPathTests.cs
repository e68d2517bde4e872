using System.Net;
using System.Text.Json;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Home;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Control;

/// <summary>Who may control a sandbox, and what it tells.</summary>
public sealed class ControlPathTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    private string Token => new StateFolder(sandbox.Description.Home).ReadRunning()!.ControlToken;

    [Fact]
    public async Task The_owner_is_let_in() => Assert.Equal(HttpStatusCode.OK, await GetAsync());

    [Theory]
    [InlineData("Origin", "null")]
    [InlineData("Referer", "http://127.0.0.1/")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Mode", "cors")]
    [InlineData("Host", "sandbox.example.com")]
    public async Task A_browser_is_not_even_with_the_token(string header, string value) =>
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(request => request.Headers.TryAddWithoutValidation(header, value)));

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Nobody_is_without_the_token(string? authorization) =>
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(request =>
        {
            request.Headers.Remove("Authorization");
            if (authorization is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            }
        }));

    [Fact]
    public async Task There_is_nothing_else_to_control()
    {
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(path: ControlPaths.Root + "secrets"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(path: ControlPaths.Fault));
    }

    [Fact]
    public async Task An_order_that_is_no_json_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, await GetAsync(
            request => (request.Method, request.Content) = (HttpMethod.Post, new StringContent("{")), ControlPaths.Fault));

    [Fact]
    public async Task Calls_are_listed_as_they_were_answered()
    {
        var before = await sandbox.Control.GetCallsAsync(CancellationToken.None);
        (await sandbox.CallAsync("GetCallerIdentity")).Granted();
        await sandbox.CallAsync("Nothing");
        var after = await sandbox.Control.GetCallsAsync(CancellationToken.None);
        Assert.Equal(
            [("GetCallerIdentity", 200, sandbox.Keys.AccessKeyId), ("Nothing", 400, sandbox.Keys.AccessKeyId)],
            after.Calls.Skip(before.Calls.Count).Select(call => (call.Action, call.Status, call.AccessKeyId)));

        using var json = JsonDocument.Parse(after.ToJson());
        Assert.Equal(
            ["action", "status", "accessKeyId", "time"],
            json.RootElement.GetProperty("calls")[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task A_code_is_good_and_then_another_one()
    {
        var code = await sandbox.Control.GetTotpAsync(sandbox.Serial, CancellationToken.None);
        Assert.Matches("^[0-9]{6}$", code);
        (await sandbox.CallAsync("GetSessionToken", ("SerialNumber", sandbox.Serial), ("TokenCode", code))).Granted();
    }

    [Fact]
    public async Task A_serial_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<SandboxException>(() =>
            sandbox.Control.GetTotpAsync("arn:aws:iam::1:mfa/x", CancellationToken.None));
        Assert.Equal($"The sandbox has no MFA device 'arn:aws:iam::1:mfa/x'. It has: {sandbox.Serial}.", error.Message);
    }

    [Fact]
    public async Task A_home_without_a_sandbox_is_named()
    {
        var error = await Assert.ThrowsAsync<SandboxException>(() =>
            new SandboxControlClient("nowhere").GetCallsAsync(CancellationToken.None));
        Assert.Equal("No sandbox runs for nowhere. Start one with: roleassist sandbox --home nowhere", error.Message);
    }

    private async Task<HttpStatusCode> GetAsync(Action<HttpRequestMessage>? change = null, string path = ControlPaths.Calls)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.Endpoint, path));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        change?.Invoke(request);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
