using System.Net;
using System.Text.Json;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Home;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Control;

/// <summary>Tests who can use the control API, and what it returns.</summary>
public sealed class ControlPathTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    private string Token => new StateFolder(sandbox.Description.Home).ReadRunning()!.ControlToken;

    [Fact]
    public void Its_variables_can_be_read_by_another_process() =>
        Assert.Equal(sandbox.Description.Environment, sandbox.Control.ReadEnvironment());

    [Fact]
    public async Task Accepts_the_owner() => Assert.Equal(HttpStatusCode.OK, await GetAsync());

    [Theory]
    [InlineData("Origin", "null")]
    [InlineData("Referer", "http://127.0.0.1/")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Mode", "cors")]
    [InlineData("Host", "sandbox.example.com")]
    public async Task Rejects_a_browser_even_with_the_token(string header, string value) =>
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await GetAsync(request => request.Headers.TryAddWithoutValidation(header, value))
        );

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Rejects_requests_without_the_token(string? authorization) =>
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await GetAsync(request =>
            {
                request.Headers.Remove("Authorization");
                if (authorization is not null)
                {
                    request.Headers.TryAddWithoutValidation("Authorization", authorization);
                }
            })
        );

    [Fact]
    public async Task Rejects_unknown_paths()
    {
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(path: ControlPaths.Root + "secrets"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(path: ControlPaths.Fault));
    }

    [Fact]
    public async Task Rejects_a_fault_that_is_not_json() =>
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await GetAsync(
                request => (request.Method, request.Content) = (HttpMethod.Post, new StringContent("{")),
                ControlPaths.Fault
            )
        );

    [Fact]
    public async Task Lists_calls_in_the_order_of_their_responses()
    {
        var before = await sandbox.Control.GetCallsAsync(CancellationToken.None);
        (await sandbox.CallAsync("GetCallerIdentity")).Granted();
        await sandbox.CallAsync("Nothing");
        var after = await sandbox.Control.GetCallsAsync(CancellationToken.None);
        Assert.Equal(
            [("GetCallerIdentity", 200, sandbox.Keys.AccessKeyId), ("Nothing", 400, sandbox.Keys.AccessKeyId)],
            after.Calls.Skip(before.Calls.Count).Select(call => (call.Action, call.Status, call.AccessKeyId))
        );

        using var json = JsonDocument.Parse(after.ToJson());
        Assert.Equal(
            ["action", "status", "accessKeyId", "time", "account"],
            json.RootElement.GetProperty("calls")[before.Calls.Count]
                .EnumerateObject()
                .Select(property => property.Name)
        );
    }

    [Fact]
    public async Task Returns_an_unused_code_each_time()
    {
        var code = await sandbox.Control.GetTotpAsync(sandbox.Serial, CancellationToken.None);
        Assert.Matches("^[0-9]{6}$", code);
        (await sandbox.CallAsync("GetSessionToken", ("SerialNumber", sandbox.Serial), ("TokenCode", code))).Granted();
    }

    [Fact]
    public async Task Names_an_unknown_serial_number()
    {
        var error = await Assert.ThrowsAsync<SandboxException>(() =>
            sandbox.Control.GetTotpAsync("arn:aws:iam::1:mfa/x", CancellationToken.None)
        );
        Assert.Equal($"The sandbox has no MFA device 'arn:aws:iam::1:mfa/x'. It has: {sandbox.Serial}.", error.Message);
    }

    [Fact]
    public async Task Names_a_home_folder_without_a_sandbox()
    {
        var error = await Assert.ThrowsAsync<SandboxException>(() =>
            new SandboxControlClient("nowhere").GetCallsAsync(CancellationToken.None)
        );
        Assert.Equal(
            "No sandbox is running for nowhere. Start one with: roleassist sandbox --home nowhere",
            error.Message
        );
    }

    private async Task<HttpStatusCode> GetAsync(
        Action<HttpRequestMessage>? change = null,
        string path = ControlPaths.Calls
    )
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.Endpoint, path));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        change?.Invoke(request);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
