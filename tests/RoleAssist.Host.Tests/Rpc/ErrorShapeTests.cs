using System.Text.Json;
using System.Text.RegularExpressions;
using RoleAssist.Contracts;
using RoleAssist.Host.Tests.Support;
using RoleAssist.Sandbox.Control;
using RoleAssist.TestInfrastructure;
using StreamJsonRpc;

namespace RoleAssist.Host.Tests.Rpc;

/// <summary>What a client gets when something goes wrong: code, message and data, kept as they are.</summary>
[Collection(nameof(SharedSandbox))]
public class ErrorShapeTests(HostSandbox sandbox)
{
    private static readonly Dictionary<string, Func<ServedHost, Task>> Failures = new()
    {
        ["an unknown profile"] = host => Assume(host, "prod-admn"),
        ["a code that is needed"] = host => Assume(host, "prod-admin"),
        ["a code that is none"] = host => Assume(host, "prod-admin", "12345"),
        ["a code that is wrong"] = host => Assume(host, "prod-admin", "000001"),
        ["a code that was wrong before"] = host => Assume(host, "prod-admin", "000001"),
        ["a source that is not here"] = host => Assume(host, "container"),
        ["an option that STS would refuse"] = host => host.Server.AssumeAsync(new AssumeParams(Profile: "dev", RoleSessionName: "a b"), CancellationToken.None),
        ["a null among policies"] = host => host.Server.AssumeAsync(new AssumeParams(Profile: "dev", PolicyArns: [null!]), CancellationToken.None),
        ["a session that is not there"] = host => host.Server.EndSessionAsync(new EndSessionParams("0123456789abcdef"), CancellationToken.None),
        ["a member that is unknown"] = host => host.Rpc.InvokeWithParameterObjectAsync("roleassist/sessions/list", new EndSessionParams("x")),
        ["a method that is unknown"] = host => host.Rpc.InvokeWithParameterObjectAsync("roleassist/no/such", new ListSessionsParams()),
        ["initialize for the second time"] = host => host.Server.InitializeAsync(new InitializeParams(), CancellationToken.None),
    };

    [Fact]
    public async Task Every_failure_has_a_code_a_sentence_and_what_to_do()
    {
        // What is sent here was never sent before, or AWS would not be asked about it.
        await sandbox.Control.ArmFaultAsync(FaultKinds.None, null, CancellationToken.None);
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var shapes = new List<string>();
        foreach (var (what, fail) in Failures)
        {
            shapes.Add($"{what}\n{await ShapeOf(fail(host))}");
        }

        Snapshots.Match(string.Join("\n\n", shapes).Replace(sandbox.Description.Home, "HOME", StringComparison.Ordinal));
    }

    private static async Task<string> ShapeOf(Task call)
    {
        var failure = await Assert.ThrowsAnyAsync<RemoteRpcException>(() => call);
        var data = failure.DeserializedErrorData is ErrorData known
            ? JsonSerializer.Serialize(known with { RetryAfterSeconds = known.RetryAfterSeconds is null ? null : 30 }, WireJsonContext.Default.ErrorData)
            : "no data";
        var code = failure is RemoteInvocationException invocation ? invocation.ErrorCode : (int?)failure.ErrorCode;
        return $"  {code} {Regex.Replace(failure.Message, "within [0-9]+ seconds", "within N seconds")}\n"
            + $"  {Regex.Replace(data, "within [0-9]+ seconds", "within N seconds")}";
    }

    private static Task<AssumeResult> Assume(ServedHost host, string profile, string? code = null) =>
        host.Server.AssumeAsync(new AssumeParams(Profile: profile, TokenCode: code), CancellationToken.None);
}
