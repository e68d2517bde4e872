using System.Text.Json;
using System.Text.RegularExpressions;
using RoleAssist.Contracts;
using RoleAssist.Host.Tests.Support;
using RoleAssist.Sandbox.Faults;
using RoleAssist.TestInfrastructure;
using StreamJsonRpc;

namespace RoleAssist.Host.Tests.Rpc;

/// <summary>The errors that a client receives: code, message and data, as a snapshot.</summary>
[Collection(nameof(SharedSandbox))]
public class ErrorShapeTests(HostSandbox sandbox)
{
    private static readonly Dictionary<string, Func<ServedHost, Task>> Failures = new()
    {
        ["an unknown profile"] = host => Assume(host, "prod-admn"),
        ["a required MFA code"] = host => Assume(host, "prod-admin"),
        ["an invalid MFA code"] = host => Assume(host, "prod-admin", "12345"),
        ["a wrong MFA code"] = host => Assume(host, "prod-admin", "000001"),
        ["a repeated wrong MFA code"] = host => Assume(host, "prod-admin", "000001"),
        ["an unavailable source"] = host => Assume(host, "container"),
        ["an option that STS rejects"] = host =>
            host.Server.AssumeAsync(new AssumeParams(Profile: "dev", RoleSessionName: "a b"), CancellationToken.None),
        ["a null element in a list"] = host =>
            host.Server.AssumeAsync(new AssumeParams(Profile: "dev", PolicyArns: [null!]), CancellationToken.None),
        ["an unknown session"] = host =>
            host.Server.EndSessionAsync(new EndSessionParams("0123456789abcdef"), CancellationToken.None),
        ["an unknown member"] = host =>
            host.Rpc.InvokeWithParameterObjectAsync("roleassist/sessions/list", new EndSessionParams("x")),
        ["an unknown method"] = host =>
            host.Rpc.InvokeWithParameterObjectAsync("roleassist/no/such", new ListSessionsParams()),
        ["a second initialize"] = host => host.Server.InitializeAsync(new InitializeParams(), CancellationToken.None),
    };

    [Fact]
    public async Task Every_failure_has_a_code_a_message_and_a_hint()
    {
        // The codes must be new: RoleAssist refuses a code that was sent before without calling AWS.
        await sandbox.Control.ArmFaultAsync(FaultKinds.None, null, CancellationToken.None);
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var shapes = new List<string>();
        foreach (var (what, fail) in Failures)
        {
            shapes.Add($"{what}\n{await ShapeOf(fail(host))}");
        }

        Snapshots.Match(
            string.Join("\n\n", shapes).Replace(sandbox.Description.Home, "HOME", StringComparison.Ordinal)
        );
    }

    private static async Task<string> ShapeOf(Task call)
    {
        var failure = await Assert.ThrowsAnyAsync<RemoteRpcException>(() => call);
        var data = failure.DeserializedErrorData is ErrorData known
            ? JsonSerializer.Serialize(
                known with
                {
                    RetryAfterSeconds = known.RetryAfterSeconds is null ? null : 30,
                },
                WireJsonContext.Default.ErrorData
            )
            : "no data";
        var code = failure is RemoteInvocationException invocation ? invocation.ErrorCode : (int?)failure.ErrorCode;
        return $"  {code} {Regex.Replace(failure.Message, "within [0-9]+ seconds", "within N seconds")}\n"
            + $"  {Regex.Replace(data, "within [0-9]+ seconds", "within N seconds")}";
    }

    private static Task<AssumeResult> Assume(ServedHost host, string profile, string? code = null) =>
        host.Server.AssumeAsync(new AssumeParams(Profile: profile, TokenCode: code), CancellationToken.None);
}
