using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Contracts;
using RoleAssist.Core.Environment;
using RoleAssist.Host.Tests.Support;
using RoleAssist.TestInfrastructure;
using StreamJsonRpc;

namespace RoleAssist.Host.Tests.Rpc;

/// <summary>A host with an empty home folder: the only profiles are those of the sandbox.</summary>
public sealed class EditorSandboxTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Starts_assumes_a_role_with_a_generated_code_and_stops()
    {
        await using var host = await StartAsync();
        Assert.Empty(await NamesAsync(host));

        var sandbox = await host.Server.StartSandboxAsync(new StartSandboxParams(), CancellationToken.None);
        Assert.True(
            await host.ProfileChanges.WaitAsync(TimeLimits.Hang),
            "no notification of changed profiles arrived"
        );
        Assert.Equal(sandbox.Profiles, await NamesAsync(host));
        Assert.Contains("sandbox-prod-admin", sandbox.Profiles);

        var needed = await Assert.ThrowsAsync<RemoteInvocationException>(() => AssumeAsync(host, null));
        Assert.Equal((int)ErrorCode.MfaRequired, needed.ErrorCode);
        var code = await host.Server.GetSandboxCodeAsync(
            new GetSandboxCodeParams(sandbox.MfaSerial),
            CancellationToken.None
        );
        var session = (await AssumeAsync(host, code.TokenCode)).Session;
        Assert.Equal((true, SessionState.Active), (session.IsSandbox, session.State));
        Assert.StartsWith("arn:aws:sts::444455556666:assumed-role/admin/", session.Arn, StringComparison.Ordinal);

        await host.Server.StopSandboxAsync(new StopSandboxParams(), CancellationToken.None);
        Assert.Empty(await NamesAsync(host));
        Assert.Empty((await host.Server.ListSessionsAsync(new ListSessionsParams(), CancellationToken.None)).Sessions);
    }

    [Fact]
    public async Task A_newcomer_can_try_signing_in_without_a_file_in_the_home_folder()
    {
        await using var host = await StartAsync();
        await host.Server.StartSandboxAsync(new StartSandboxParams(), CancellationToken.None);
        var needed = await Assert.ThrowsAsync<RemoteInvocationException>(() =>
            AssumeAsync(host, null, "sandbox-sso-portal")
        );
        Assert.Equal((int)ErrorCode.SsoLoginRequired, needed.ErrorCode);

        var begun = await host.Server.BeginSignInAsync(new BeginSignInParams("sandbox-portal"), CancellationToken.None);
        await ApproveAsync(begun.Url!);
        await host
            .Server.AwaitSignInAsync(new AwaitSignInParams(begun.SignInId), CancellationToken.None)
            .WaitAsync(TimeLimits.Hang);

        Assert.True((await AssumeAsync(host, null, "sandbox-sso-portal")).Session.IsSandbox);
        Assert.False(Directory.Exists(Path.Combine(_home, ".aws", "sso")));
        var listed = await host.Server.ListSignInsAsync(new ListSignInsParams(), CancellationToken.None);
        Assert.Equal(SignInState.SignedIn, listed.SignIns.Single(signIn => signIn.Name == "sandbox-portal").State);
        await host.Server.EndSignInAsync(new EndSignInParams("sandbox-portal"), CancellationToken.None);
        listed = await host.Server.ListSignInsAsync(new ListSignInsParams(), CancellationToken.None);
        Assert.Equal(SignInState.SignedOut, listed.SignIns.Single(signIn => signIn.Name == "sandbox-portal").State);
    }

    /// <summary>Approves on the sandbox's page and follows the redirect, as a browser does.</summary>
    private static async Task ApproveAsync(string page)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("decision", "approve")]);
        using var approved = await http.PostAsync(new Uri(page), form);
        using var brought = await http.GetAsync(approved.Headers.Location);
        Assert.Equal(System.Net.HttpStatusCode.OK, brought.StatusCode);
    }

    [Fact]
    public async Task Starting_twice_keeps_the_sandbox_and_a_stopped_one_has_no_codes()
    {
        await using var host = await StartAsync();
        var none = await Assert.ThrowsAsync<RemoteInvocationException>(() =>
            host.Server.GetSandboxCodeAsync(new GetSandboxCodeParams("x"), CancellationToken.None)
        );
        Assert.Equal((int)ErrorCode.InvalidArgument, none.ErrorCode);

        await host.Server.StartSandboxAsync(new StartSandboxParams(), CancellationToken.None);
        await AssumeAsync(host, null, "sandbox-dev");
        await host.Server.StartSandboxAsync(new StartSandboxParams(), CancellationToken.None);

        Assert.Single((await host.Server.ListSessionsAsync(new ListSessionsParams(), CancellationToken.None)).Sessions);
        var unknown = await Assert.ThrowsAsync<RemoteInvocationException>(() =>
            host.Server.GetSandboxCodeAsync(new GetSandboxCodeParams("x"), CancellationToken.None)
        );
        Assert.Equal((int)ErrorCode.InvalidArgument, unknown.ErrorCode);
    }

    [Fact]
    public async Task A_valid_new_profile_is_available_immediately_and_an_invalid_one_is_not_written()
    {
        await using var host = await StartAsync();
        await host.Server.StartSandboxAsync(new StartSandboxParams(), CancellationToken.None);
        var role = new SetUpProfileParams(
            "mine",
            RoleArn: "arn:aws:iam::444455556666:role/developer",
            SourceProfile: "sandbox-home"
        );

        var refused = await Assert.ThrowsAsync<RemoteInvocationException>(() =>
            host.Server.SetUpProfileAsync(role with { SourceProfile = "nobody" }, CancellationToken.None)
        );
        var place = await host.Server.SetUpProfileAsync(
            new SetUpProfileParams("default", Region: "eu-west-1"),
            CancellationToken.None
        );

        Assert.NotEqual(0, refused.ErrorCode);
        Assert.Equal((Path.Combine(_home, ".aws", "config"), 1), (place.File, place.Line));
        Assert.Contains("default", await NamesAsync(host));
    }

    [Fact]
    public async Task Diagnostics_include_the_editor_and_no_personal_data()
    {
        await using var host = await StartAsync();

        var report = await host.Server.RunDiagnosticsAsync(
            new RunDiagnosticsParams(new Dictionary<string, string> { ["Remote"] = "ssh" }),
            CancellationToken.None
        );

        Assert.Contains("- Remote: ssh", report.Report, StringComparison.Ordinal);
        Assert.Contains("Could not connect to STS", report.Report, StringComparison.Ordinal);
        Assert.DoesNotContain(_home, report.Report, StringComparison.Ordinal);
        Assert.Contains(report.Findings, finding => finding is { Topic: "Host", Status: DiagnosticStatus.Ok });
    }

    private Task<ServedHost> StartAsync() =>
        ServedHost.StartAsync(services =>
            services
                .AddRoleAssist()
                .AddSingleton(
                    new ProcessEnvironment([
                        KeyValuePair.Create("HOME", _home),
                        KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", Path.Combine(_home, "state")),
                        KeyValuePair.Create("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
                        KeyValuePair.Create("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false"),
                    ])
                )
        );

    private static async Task<IEnumerable<string>> NamesAsync(ServedHost host) =>
        (await host.Server.ListProfilesAsync(new ListProfilesParams(), CancellationToken.None)).Profiles.Select(
            profile => profile.Name
        );

    private static Task<AssumeResult> AssumeAsync(
        ServedHost host,
        string? code,
        string profile = "sandbox-prod-admin"
    ) => host.Server.AssumeAsync(new AssumeParams(profile, TokenCode: code), CancellationToken.None);
}
