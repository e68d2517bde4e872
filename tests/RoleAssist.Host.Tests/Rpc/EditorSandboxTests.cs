using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Contracts;
using RoleAssist.Core.Environment;
using RoleAssist.Host.Tests.Support;
using RoleAssist.TestInfrastructure;
using StreamJsonRpc;

namespace RoleAssist.Host.Tests.Rpc;

/// <summary>A host on an empty home: all that is there is what the sandbox brings.</summary>
public sealed class EditorSandboxTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task From_nothing_to_a_session_with_a_code_of_its_own_and_back_to_nothing()
    {
        await using var host = await StartAsync();
        Assert.Empty(await NamesAsync(host));

        var sandbox = await host.Server.StartSandboxAsync(new StartSandboxParams(), CancellationToken.None);
        Assert.True(await host.ProfileChanges.WaitAsync(TimeLimits.Hang), "nobody said that there are profiles");
        Assert.Equal(sandbox.Profiles, await NamesAsync(host));
        Assert.Contains("sandbox-prod-admin", sandbox.Profiles);

        var needed = await Assert.ThrowsAsync<RemoteInvocationException>(() => AssumeAsync(host, null));
        Assert.Equal((int)ErrorCode.MfaRequired, needed.ErrorCode);
        var code = await host.Server.GetSandboxCodeAsync(new GetSandboxCodeParams(sandbox.MfaSerial), CancellationToken.None);
        var session = (await AssumeAsync(host, code.TokenCode)).Session;
        Assert.Equal((true, SessionState.Active), (session.IsSandbox, session.State));
        Assert.StartsWith("arn:aws:sts::444455556666:assumed-role/admin/", session.Arn, StringComparison.Ordinal);

        await host.Server.StopSandboxAsync(new StopSandboxParams(), CancellationToken.None);
        Assert.Empty(await NamesAsync(host));
        Assert.Empty((await host.Server.ListSessionsAsync(new ListSessionsParams(), CancellationToken.None)).Sessions);
    }

    [Fact]
    public async Task One_that_runs_goes_on_and_one_that_does_not_has_no_codes()
    {
        await using var host = await StartAsync();
        var none = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => host.Server.GetSandboxCodeAsync(new GetSandboxCodeParams("x"), CancellationToken.None));
        Assert.Equal((int)ErrorCode.InvalidArgument, none.ErrorCode);

        await host.Server.StartSandboxAsync(new StartSandboxParams(), CancellationToken.None);
        await AssumeAsync(host, null, "sandbox-dev");
        await host.Server.StartSandboxAsync(new StartSandboxParams(), CancellationToken.None);

        Assert.Single((await host.Server.ListSessionsAsync(new ListSessionsParams(), CancellationToken.None)).Sessions);
        var unknown = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => host.Server.GetSandboxCodeAsync(new GetSandboxCodeParams("x"), CancellationToken.None));
        Assert.Equal((int)ErrorCode.InvalidArgument, unknown.ErrorCode);
    }

    [Fact]
    public async Task A_profile_that_is_set_up_is_there_at_once_and_one_that_cannot_work_is_not()
    {
        await using var host = await StartAsync();
        await host.Server.StartSandboxAsync(new StartSandboxParams(), CancellationToken.None);
        var role = new SetUpProfileParams("mine", RoleArn: "arn:aws:iam::444455556666:role/developer", SourceProfile: "sandbox-home");

        var refused = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => host.Server.SetUpProfileAsync(role with { SourceProfile = "nobody" }, CancellationToken.None));
        var place = await host.Server.SetUpProfileAsync(new SetUpProfileParams("default", Region: "eu-west-1"), CancellationToken.None);

        Assert.NotEqual(0, refused.ErrorCode);
        Assert.Equal((Path.Combine(_home, ".aws", "config"), 1), (place.File, place.Line));
        Assert.Contains("default", await NamesAsync(host));
    }

    [Fact]
    public async Task Diagnostics_tell_of_the_editor_too_and_of_nobody()
    {
        await using var host = await StartAsync();

        var report = await host.Server.RunDiagnosticsAsync(
            new RunDiagnosticsParams(new Dictionary<string, string> { ["Remote"] = "ssh" }), CancellationToken.None);

        Assert.Contains("- Remote: ssh", report.Report, StringComparison.Ordinal);
        Assert.Contains("Could not connect to STS", report.Report, StringComparison.Ordinal);
        Assert.DoesNotContain(_home, report.Report, StringComparison.Ordinal);
        Assert.Contains(report.Findings, finding => finding is { Topic: "Host", Status: DiagnosticStatus.Ok });
    }

    private Task<ServedHost> StartAsync() => ServedHost.StartAsync(services => services
        .AddRoleAssist()
        .AddSingleton(new ProcessEnvironment(
        [
            KeyValuePair.Create("HOME", _home),
            KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", Path.Combine(_home, "state")),
            KeyValuePair.Create("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
            KeyValuePair.Create("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false"),
        ])));

    private static async Task<IEnumerable<string>> NamesAsync(ServedHost host) =>
        (await host.Server.ListProfilesAsync(new ListProfilesParams(), CancellationToken.None)).Profiles.Select(profile => profile.Name);

    private static Task<AssumeResult> AssumeAsync(ServedHost host, string? code, string profile = "sandbox-prod-admin") =>
        host.Server.AssumeAsync(new AssumeParams(profile, TokenCode: code), CancellationToken.None);
}
