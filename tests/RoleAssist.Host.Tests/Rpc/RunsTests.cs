using RoleAssist.Contracts;
using RoleAssist.Host.Tests.Support;
using RoleAssist.Sandbox.Faults;
using RoleAssist.TestInfrastructure;
using StreamJsonRpc;

namespace RoleAssist.Host.Tests.Rpc;

/// <summary>Runs over the wire, in the accounts of a sandbox of its own.</summary>
public sealed class RunsTests(RunsTests.AccountsSandbox sandbox) : IClassFixture<RunsTests.AccountsSandbox>
{
    private static readonly AccountSelector Members = new(Profiles: ["*-0*"]);

    /// <summary>Has a few member accounts.</summary>
    public sealed class AccountsSandbox : HostSandbox
    {
        protected override int MemberAccounts => 6;
    }

    [Fact]
    public async Task Runs_in_all_accounts_with_one_code_and_retries_only_what_failed()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var list = await ListAsync(host, Members);
        var refused = list.Accounts[1];
        await sandbox.Control.ArmFaultAsync(
            "access-denied",
            new FaultOptions(Count: 1, Accounts: [refused.Id!]),
            CancellationToken.None
        );
        var request = new StartRunParams(
            Members,
            list.Selection,
            $"echo in $ROLEASSIST_ACCOUNT_NAME; echo bad >&2; test {{account}} != {list.Accounts[0].Id}"
        );
        var needed = await Assert.ThrowsAsync<RemoteInvocationException>(() =>
            host.Server.StartRunAsync(request, CancellationToken.None)
        );
        Assert.Equal((int)ErrorCode.MfaRequired, needed.ErrorCode);

        var started = await host.Server.StartRunAsync(
            request with
            {
                TokenCode = await sandbox.CodeAsync(),
            },
            CancellationToken.None
        );
        var first = await EndedAsync(host, started.RunId);
        Assert.Equal(new RunCounts(0, 0, list.Accounts.Count - 2, Failed: 1, NotAssumed: 1, Canceled: 0), first.Counts);
        var items = await ItemsAsync(host, started.RunId);
        Assert.Equal(list.Accounts.Select(account => account.Name), items.Select(item => item.Name));
        Assert.Equal((RunItemState.Failed, 1), (items[0].State, items[0].ExitCode));
        Assert.Equal(RunItemState.NotAssumed, items[1].State);
        Assert.NotNull(items[1].Message);
        Assert.Equal(
            new RunOutput($"in {items[2].Name}\nbad\n"),
            await host.Server.GetRunOutputAsync(
                new GetRunOutputParams(started.RunId, items[2].ItemId),
                CancellationToken.None
            )
        );

        await host.Server.RetryRunAsync(new RetryRunParams(started.RunId), CancellationToken.None);
        var second = await EndedAsync(host, started.RunId, after: first.Revision);
        Assert.Equal(
            new RunCounts(0, 0, list.Accounts.Count - 1, Failed: 1, NotAssumed: 0, Canceled: 0),
            second.Counts
        );
    }

    [Fact]
    public async Task A_canceled_run_ends_its_commands_and_can_be_forgotten()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var selector = new AccountSelector(Profiles: ["home"]);
        var run = await StartAsync(host, selector, "echo begun; sleep 1000");
        await SnapshotAsync(host, snapshot => snapshot.Runs is [{ Counts.Running: 1 }]);

        var running = await Assert.ThrowsAsync<RemoteInvocationException>(() =>
            host.Server.ForgetRunAsync(new ForgetRunParams(run), CancellationToken.None)
        );
        Assert.Contains("has not ended", running.Message, StringComparison.Ordinal);
        await host.Server.CancelRunAsync(new CancelRunParams(run), CancellationToken.None);

        Assert.Equal(1, (await EndedAsync(host, run)).Counts.Canceled);
        await host.Server.ForgetRunAsync(new ForgetRunParams(run), CancellationToken.None);
        await SnapshotAsync(host, snapshot => snapshot.Runs is []);
        await Assert.ThrowsAsync<RemoteInvocationException>(() => ItemsAsync(host, run));
    }

    [Fact]
    public async Task Nothing_runs_in_accounts_that_were_not_confirmed()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var list = await ListAsync(host, new AccountSelector(Profiles: ["home"]));

        var refused = await Assert.ThrowsAsync<RemoteInvocationException>(() =>
            host.Server.StartRunAsync(new StartRunParams(Members, list.Selection, "true"), CancellationToken.None)
        );

        Assert.Equal((int)ErrorCode.ConfirmationRequired, refused.ErrorCode);
    }

    [Fact]
    public async Task Results_are_written_as_JSON_and_as_a_table_without_formulas()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var folder = Directory.CreateTempSubdirectory("roleassist-").FullName;
        var accounts = Path.Combine(folder, "accounts.csv");
        await File.WriteAllTextAsync(accounts, "id,name,profile\n111122223333,\"=1+1,\"\"x\",home\n");
        var run = await StartAsync(host, new AccountSelector(File: accounts, Role: "any"), "pwd", folder);
        await EndedAsync(host, run);
        var file = Path.Combine(folder, "results");

        await ExportAsync(RunExportFormat.Csv);
        var rows = (await File.ReadAllTextAsync(file)).Split("\r\n");
        Assert.StartsWith("account,name,region,state,exitCode", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("111122223333,\"'=1+1,\"\"x\",", rows[1], StringComparison.Ordinal);
        Assert.Contains(",ok,0,", rows[1], StringComparison.Ordinal);
        await ExportAsync(RunExportFormat.Json);
        Assert.Contains($"\"stdout\": \"{folder}\\n\"", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);

        Task ExportAsync(RunExportFormat format) =>
            host.Server.ExportRunAsync(new ExportRunParams(run, format, file), CancellationToken.None);
    }

    [Fact]
    public async Task Output_is_shown_without_control_characters_and_cut_where_it_is_too_long()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var run = await StartAsync(
            host,
            new AccountSelector(Profiles: ["home"]),
            "printf '\\033[31mred\\033[0m\\ta\\007b\\r\\n'; yes 1234567 | head -c 2000000"
        );
        await EndedAsync(host, run);

        var output = await host.Server.GetRunOutputAsync(new GetRunOutputParams(run, 0), CancellationToken.None);

        Assert.StartsWith("red\ta\uFFFDb\n1234567\n", output.Text, StringComparison.Ordinal);
        Assert.Equal(2_000_000 + 18 - (1024 * 1024), output.OmittedBytes);
    }

    [Theory]
    [InlineData("true", "script.py", "Send either")]
    [InlineData(null, null, "Send either")]
    [InlineData(null, "/nowhere/script.py", "does not exist")]
    [InlineData("echo {name}", null, "{name} must be a whole argument")]
    public async Task A_command_that_cannot_run_is_refused(string? line, string? script, string reason)
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);

        var refused = await Assert.ThrowsAsync<RemoteInvocationException>(() =>
            host.Server.StartRunAsync(new StartRunParams(Members, "", line, script), CancellationToken.None)
        );

        Assert.Equal((int)ErrorCode.InvalidArgument, refused.ErrorCode);
        Assert.Contains(
            reason,
            $"{refused.Message} {(refused.DeserializedErrorData as ErrorData)?.Hint}",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task With_an_endpoint_commands_have_no_keys_and_no_session_is_left()
    {
        await using var host = await ServedHost.StartAsync(sandbox.AddHost);
        var selector = new AccountSelector(Profiles: ["home"]);
        var list = await ListAsync(host, selector);
        var request = new StartRunParams(
            selector,
            list.Selection,
            "test -z \"$AWS_SESSION_TOKEN\" && echo ${AWS_CONTAINER_CREDENTIALS_FULL_URI%:*}",
            Delivery: DeliveryMode.Endpoint
        );

        var run = (await host.Server.StartRunAsync(request, CancellationToken.None)).RunId;
        Assert.Equal(1, (await EndedAsync(host, run)).Counts.Ok);

        Assert.Equal(
            "http://127.0.0.1\n",
            (await host.Server.GetRunOutputAsync(new GetRunOutputParams(run, 0), CancellationToken.None)).Text
        );
        Assert.Empty((await host.Server.ListSessionsAsync(new ListSessionsParams(), CancellationToken.None)).Sessions);
        var refused = await Assert.ThrowsAsync<RemoteInvocationException>(() =>
            host.Server.StartRunAsync(request with { Delivery = DeliveryMode.Profile }, CancellationToken.None)
        );
        Assert.Equal((int)ErrorCode.InvalidArgument, refused.ErrorCode);
    }

    [Fact]
    public async Task The_commands_end_with_the_host()
    {
        var mark = Path.Combine(sandbox.Description.Home, "ended");
        await using (var host = await ServedHost.StartAsync(sandbox.AddHost))
        {
            await StartAsync(
                host,
                new AccountSelector(Profiles: ["home"]),
                $"trap 'touch {mark}; exit' TERM; echo begun; while :; do sleep 0.05; done"
            );
            await SnapshotAsync(host, snapshot => snapshot.Runs is [{ Counts.Running: 1, Revision: > 2 }]);
        }

        Assert.True(File.Exists(mark));
    }

    private static Task<AccountList> ListAsync(ServedHost host, AccountSelector selector) =>
        host.Server.ListAccountsAsync(new ListAccountsParams(selector), CancellationToken.None);

    private static async Task<string> StartAsync(
        ServedHost host,
        AccountSelector selector,
        string commandLine,
        string? folder = null
    )
    {
        var list = await ListAsync(host, selector);
        var request = new StartRunParams(selector, list.Selection, commandLine, Folder: folder);
        return (await host.Server.StartRunAsync(request, CancellationToken.None)).RunId;
    }

    private static async Task<IReadOnlyList<RunItemInfo>> ItemsAsync(ServedHost host, string run) =>
        (await host.Server.ListRunItemsAsync(new ListRunItemsParams(run), CancellationToken.None)).Items;

    private static async Task<RunInfo> EndedAsync(ServedHost host, string run, long after = -1) =>
        (
            await SnapshotAsync(
                host,
                snapshot =>
                    snapshot.Runs is [var latest]
                    && latest.RunId == run
                    && latest.State == RunState.Ended
                    && latest.Revision > after
            )
        ).Runs[0];

    private static async Task<RunsSnapshot> SnapshotAsync(ServedHost host, Predicate<RunsSnapshot> isWanted)
    {
        while (true)
        {
            var snapshot = await host.Runs.Reader.ReadAsync().AsTask().WaitAsync(TimeLimits.Hang);
            if (isWanted(snapshot))
            {
                return snapshot;
            }
        }
    }
}
