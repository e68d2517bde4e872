using RoleAssist.Contracts;
using RoleAssist.Contracts.Lsp;
using RoleAssist.Host.Tests.Support;
using RoleAssist.TestInfrastructure;
using StreamJsonRpc;

namespace RoleAssist.Host.Tests.Rpc;

[Collection(nameof(SharedSandbox))]
public class SessionFlowTests(HostSandbox sandbox)
{
    [Fact]
    public async Task Assumes_a_role_with_MFA_when_the_request_is_repeated_with_the_code()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);

        var needed = await Assert.ThrowsAsync<RemoteInvocationException>(() => Assume(host, "prod-admin"));
        Assert.Equal((int)ErrorCode.MfaRequired, needed.ErrorCode);

        var session = (await Assume(host, "prod-admin", await sandbox.CodeAsync())).Session;
        Assert.StartsWith("arn:aws:sts::444455556666:assumed-role/admin/", session.Arn, StringComparison.Ordinal);
        Assert.Equal(
            ("prod-admin", "444455556666", "eu-central-1", SessionState.Active),
            (session.Profile, session.Account, session.Region, session.State)
        );

        var caller = await host.Server.GetCallerIdentityAsync(
            new GetCallerIdentityParams(session.SessionId),
            CancellationToken.None
        );
        Assert.Equal(session.Arn, caller.Arn);
    }

    [Fact]
    public async Task Every_change_sends_a_snapshot_without_secrets()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);

        var session = (await Assume(host, "dev")).Session;
        var assumed = await host.NextSnapshotAsync();
        while (assumed.Sessions is not [{ State: SessionState.Active }])
        {
            // The first snapshot may show the session while it is being assumed.
            assumed = await host.NextSnapshotAsync();
        }

        await host.Server.EndSessionAsync(new EndSessionParams(session.SessionId), CancellationToken.None);
        var ended = await host.NextSnapshotAsync();
        while (ended.Sessions.Count > 0)
        {
            ended = await host.NextSnapshotAsync();
        }

        Assert.Equal(session, Assert.Single(assumed.Sessions));
        Assert.Empty(ended.Sessions);
        Assert.True(ended.Revision > assumed.Revision);
    }

    [Fact]
    public async Task An_edited_file_is_detected_and_reported_in_the_snapshot()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var config = sandbox.Description.Environment["AWS_CONFIG_FILE"];
        var before = await File.ReadAllTextAsync(config);
        await File.AppendAllTextAsync(
            config,
            "\n[profile edited]\nrole_arn = arn:aws:iam::222233334444:role/developer\nsource_profile = home\n"
        );
        try
        {
            await Assume(host, "edited");
            await File.AppendAllTextAsync(config, "external_id = another\n");

            SessionsSnapshot snapshot;
            do
            {
                snapshot = await host.NextSnapshotAsync();
            } while (snapshot.Sessions is not [{ Remark: not null }]);

            Assert.Contains("has been edited", Assert.Single(snapshot.Sessions).Remark, StringComparison.Ordinal);
        }
        finally
        {
            await File.WriteAllTextAsync(config, before);
        }
    }

    [Fact]
    public async Task A_terminal_gets_the_sessions_credentials_and_loses_variables_that_would_override_them()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var session = (await Assume(host, "dev")).Session;

        var environment = await host.Server.GetTerminalEnvironmentAsync(
            new GetTerminalEnvironmentParams(session.SessionId, Delivery: DeliveryMode.Environment),
            CancellationToken.None
        );

        var variables = environment.Variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        Assert.StartsWith("ASIA", variables["AWS_ACCESS_KEY_ID"], StringComparison.Ordinal);
        Assert.Null(variables["AWS_PROFILE"]);
    }

    [Fact]
    public async Task Delivery_is_chosen_by_the_request_then_the_settings_then_automatically()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost, initialize: false);
        await host.Server.InitializeAsync(
            new InitializeParams(InitializationOptions: new InitializationOptions(Delivery: DeliveryMode.Profile)),
            CancellationToken.None
        );
        var session = (await Assume(host, "dev")).Session;
        Task<TerminalEnvironment> Deliver(DeliveryMode? delivery, EnvironmentUse? use = null) =>
            host.Server.GetTerminalEnvironmentAsync(
                new GetTerminalEnvironmentParams(session.SessionId, use, delivery),
                CancellationToken.None
            );

        Assert.Equal(DeliveryMode.Profile, (await Deliver(null)).Delivery);
        Assert.Equal(DeliveryMode.Endpoint, (await Deliver(DeliveryMode.Auto)).Delivery);
        Assert.Equal(DeliveryMode.Environment, (await Deliver(DeliveryMode.Environment)).Delivery);
        Assert.DoesNotContain(
            (await Deliver(null, EnvironmentUse.AllTerminals)).Variables,
            variable => variable.Value is null
        );
    }

    [Fact]
    public async Task A_generated_profile_is_removed_with_its_session()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var session = (await Assume(host, "dev")).Session;
        var environment = await host.Server.GetTerminalEnvironmentAsync(
            new GetTerminalEnvironmentParams(session.SessionId, Delivery: DeliveryMode.Profile),
            CancellationToken.None
        );
        var file = environment.Variables.Single(variable => variable.Name == "AWS_CONFIG_FILE").Value;
        Assert.Contains("[profile dev]", await File.ReadAllTextAsync(file!), StringComparison.Ordinal);

        await host.Server.EndSessionAsync(new EndSessionParams(session.SessionId), CancellationToken.None);

        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Lists_profiles_with_their_requirements()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);

        var list = await host.Server.ListProfilesAsync(new ListProfilesParams(), CancellationToken.None);

        Assert.Equal(sandbox.Description.Profiles, list.Profiles.Select(profile => profile.Name));
        var audit = list.Profiles.Single(profile => profile.Name == "prod-audit");
        Assert.Equal((ProfileKind.Role, 1, sandbox.Serial), (audit.Kind, audit.CodesNeeded, audit.MfaSerial));
        // Container and instance credentials are not available on this machine.
        Assert.Equal(
            ["container", "instance"],
            list.Profiles.Where(profile => profile.Problems.Count > 0).Select(profile => profile.Name)
        );
    }

    [Fact]
    public async Task A_profiles_plan_follows_the_settings()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost, initialize: false);
        var options = new InitializationOptions(MfaCodes: MfaPreference.Direct);
        await host.Server.InitializeAsync(new InitializeParams(InitializationOptions: options), CancellationToken.None);

        var list = await host.Server.ListProfilesAsync(new ListProfilesParams(), CancellationToken.None);

        var plan = list.Profiles.Single(profile => profile.Name == "prod-admin").Plan;
        Assert.DoesNotContain("renewed", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_a_canceled_request_as_canceled()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        await sandbox.Control.ArmFaultAsync("delay", new(Seconds: 30), CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var call = host.Server.AssumeAsync(new AssumeParams(Profile: "vendor"), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeLimits.Hang));
        await sandbox.Control.ArmFaultAsync("none", null, CancellationToken.None);
    }

    [Fact]
    public async Task A_valid_session_can_be_refreshed_on_request()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var session = (await Assume(host, "dev")).Session;
        var before = await KeyOf(host, session);
        Assert.Equal(before, await KeyOf(host, (await Assume(host, "dev")).Session));

        var refreshed = await host.Server.RefreshSessionAsync(
            new RefreshSessionParams(session.SessionId),
            CancellationToken.None
        );

        Assert.Equal(session.SessionId, refreshed.Session.SessionId);
        Assert.NotEqual(before, await KeyOf(host, refreshed.Session));
    }

    [Fact]
    public async Task Production_follows_the_settings_and_an_invalid_pattern_is_reported()
    {
        await using var byDefault = await ServedHost.StartAsync(sandbox.AddHost);
        Assert.Equal(["prod-admin", "prod-audit"], await ProductionOf(byDefault));

        await using var host = await ServedHost.StartAsync(
            sandbox.AddHost,
            options: new InitializationOptions(Production: ["222233334444", "12"])
        );
        Assert.Contains("dev", await ProductionOf(host));
        Assert.DoesNotContain("prod-admin", await ProductionOf(host));
        Assert.True((await Assume(host, "dev")).Session.IsProduction);
        var list = await host.Server.ListProfilesAsync(new ListProfilesParams(), CancellationToken.None);
        Assert.Contains(
            "'12'",
            Assert.Single(list.Problems, problem => problem.Code == "ProductionPatternInvalid").Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_account_and_a_role_suffice_and_the_session_reports_its_source()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);

        var typed = await host.Server.AssumeAsync(
            new AssumeParams(RoleArn: "222233334444/developer", SourceProfile: "home"),
            CancellationToken.None
        );

        Assert.Equal(
            ("arn:aws:iam::222233334444:role/developer", "home (access key)"),
            (typed.Session.Profile, typed.Session.Source)
        );
    }

    [Fact]
    public async Task The_client_is_notified_when_the_files_change()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var config = sandbox.Description.Environment["AWS_CONFIG_FILE"];
        var before = await File.ReadAllTextAsync(config);
        await Assume(host, "dev");
        try
        {
            await File.AppendAllTextAsync(config, "\n[profile added]\nregion = eu-west-1\n");
            Assert.True(await host.ProfileChanges.WaitAsync(TimeLimits.Hang));
            var list = await host.Server.ListProfilesAsync(new ListProfilesParams(), CancellationToken.None);
            var added = list.Profiles.Single(profile => profile.Name == "added");
            Assert.Equal((config, before.Split('\n').Length + 1), (added.File, added.Line));
        }
        finally
        {
            await File.WriteAllTextAsync(config, before);
        }
    }

    [Fact]
    public async Task The_client_is_notified_when_an_editor_shows_other_profiles()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var config = sandbox.Description.Environment["AWS_CONFIG_FILE"];
        var uri = new Uri(config).AbsoluteUri;
        var text = await File.ReadAllTextAsync(config);
        host.LanguageServer.DidOpen(new(new TextDocumentItem(uri, "aws-config", 1, text)));

        host.LanguageServer.DidChange(
            new(new VersionedTextDocumentIdentifier(uri, 2), [new(text + "\n[profile edited]\nregion = eu-west-1\n")])
        );

        Assert.True(await host.ProfileChanges.WaitAsync(TimeLimits.Hang));
        var list = await host.Server.ListProfilesAsync(new ListProfilesParams(), CancellationToken.None);
        Assert.Contains(list.Profiles, profile => profile.Name == "edited");
    }

    private static async Task<string?> KeyOf(ServedHost host, SessionInfo session)
    {
        var environment = await host.Server.GetTerminalEnvironmentAsync(
            new GetTerminalEnvironmentParams(session.SessionId, Delivery: DeliveryMode.Environment),
            CancellationToken.None
        );
        return environment.Variables.Single(variable => variable.Name == "AWS_ACCESS_KEY_ID").Value;
    }

    private static async Task<IEnumerable<string>> ProductionOf(ServedHost host)
    {
        var list = await host.Server.ListProfilesAsync(new ListProfilesParams(), CancellationToken.None);
        return list.Profiles.Where(profile => profile.IsProduction == true).Select(profile => profile.Name);
    }

    private static Task<AssumeResult> Assume(ServedHost host, string profile, string? code = null) =>
        host.Server.AssumeAsync(new AssumeParams(Profile: profile, TokenCode: code), CancellationToken.None);
}
