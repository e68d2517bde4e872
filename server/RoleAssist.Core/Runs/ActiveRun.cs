using RoleAssist.Core.Accounts;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>One run, with what all its accounts share.</summary>
/// <remarks>Without an endpoint, commands get the keys themselves.</remarks>
internal sealed class ActiveRun(
    SessionAuditor auditor,
    EnabledRegions regions,
    ICommandRunner runner,
    ProcessEnvironment environment,
    TimeProvider time,
    RunOptions options,
    AccountSessions sessions,
    ICredentialEndpoint? endpoint,
    SemaphoreSlim processes,
    IRunObserver observer,
    RunStop stop
)
{
    private int _failures;

    private bool IsStopped =>
        stop.Stopping.IsCancellationRequested || Volatile.Read(ref _failures) >= options.StopAfterFailures;

    public async Task RunAccountAsync(int index, PlannedAccount planned)
    {
        using var account = new AccountRun(planned, sessions, endpoint, time);
        try
        {
            var items = await ItemsAsync(index, account).ConfigureAwait(false);
            await Task.WhenAll(items.Select(item => RunItemAsync(item, account))).ConfigureAwait(false);
        }
        finally
        {
            observer.AccountEnded(index);
        }
    }

    private async Task<IReadOnlyList<RunItem>> ItemsAsync(int index, AccountRun account)
    {
        var selected = account.Planned.Account;
        if (!options.Regions.IsEnabled)
        {
            return Items(index, selected, options.RegionsOf(selected));
        }

        var start = time.GetTimestamp();
        try
        {
            if (IsStopped)
            {
                End(new RunItem((index, 0), selected, null), RunState.Canceled, start, account);
                return [];
            }

            var session = await account.GetAsync(stop.Stopping).ConfigureAwait(false);
            return Items(
                index,
                selected,
                await regions.ListAsync(session, selected, stop.Stopping).ConfigureAwait(false)
            );
        }
        catch (RoleAssistException fault)
        {
            // Without regions there are no items; the account itself stands for them.
            End(new RunItem((index, 0), selected, null), RunState.NotAssumed, start, account, fault);
            return [];
        }
        catch (OperationCanceledException)
        {
            End(new RunItem((index, 0), selected, null), RunState.Canceled, start, account);
            return [];
        }
    }

    private List<RunItem> Items(int index, SelectedAccount account, IReadOnlyList<string> names)
    {
        IEnumerable<string?> each = names.Count == 0 ? Enumerable.Repeat<string?>(null, 1) : names;
        return
        [
            .. each.Select((region, place) => new RunItem((index, place), account, region))
                .Where(item => options.IsWanted?.Invoke(item.Key) != false),
        ];
    }

    private async Task RunItemAsync(RunItem item, AccountRun account)
    {
        await processes.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        var start = time.GetTimestamp();
        try
        {
            if (IsStopped)
            {
                End(item, RunState.Canceled, start, account);
                return;
            }

            var session = await account.GetAsync(stop.Stopping).ConfigureAwait(false);
            var grant = await account.GrantAsync(stop.Stopping).ConfigureAwait(false);
            await RunCommandAsync(item, account, session, grant).ConfigureAwait(false);
        }
        catch (RoleAssistException fault)
        {
            End(item, RunState.NotAssumed, start, account, fault);
        }
        catch (OperationCanceledException)
        {
            End(item, RunState.Canceled, start, account);
        }
        finally
        {
            processes.Release();
        }
    }

    private async Task RunCommandAsync(RunItem item, AccountRun account, Session session, AccountGrant? grant)
    {
        var start = time.GetTimestamp();
        var region = item.Region ?? session.Chain.Region;
        try
        {
            var command = options.Command.Fill(session.Account, item.Account.Name, region);
            if (grant is null)
            {
                // The endpoint itself audits what it hands out.
                auditor.HandedOut(session, Deliveries.Environment);
            }

            CommandEnd end;
            using (grant?.Use())
            {
                end = await runner
                    .RunAsync(
                        command,
                        RunEnvironment.Create(environment, session, grant?.Grant, item, region),
                        observer.Started(item),
                        options.Timeout,
                        stop
                    )
                    .ConfigureAwait(false);
            }

            var state =
                end.ExitCode == 0 && !end.TimedOut ? RunState.Ok
                : stop.Stopping.IsCancellationRequested ? RunState.Canceled
                : RunState.Failed;
            End(item, state, start, account, end: end, region: region);
        }
        catch (RoleAssistException fault)
        {
            End(item, RunState.Failed, start, account, fault, region: region);
        }
    }

    private void End(
        RunItem item,
        RunState state,
        long start,
        AccountRun account,
        RoleAssistException? fault = null,
        CommandEnd? end = null,
        string? region = null
    )
    {
        if (state is RunState.Failed or RunState.NotAssumed)
        {
            Interlocked.Increment(ref _failures);
        }

        var duration = time.GetElapsedTime(start);
        observer.Ended(
            new RunResult(item, state)
            {
                AccountId = account.Id,
                Region = region ?? item.Region,
                ExitCode = end?.ExitCode,
                TimedOut = end?.TimedOut ?? false,
                Started = time.GetUtcNow() - duration,
                Duration = duration,
                Fault = fault,
            }
        );
    }
}
