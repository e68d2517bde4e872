using RoleAssist.Core.Audit;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>
/// Runs a command once for each account and region: gets credentials just before they are needed, and keeps a number of
/// processes running until all have ended. A role that cannot be assumed is told apart from a command that failed.
/// </summary>
public sealed class RunHandler(
    SessionIssuer issuer,
    SessionRegistry registry,
    SessionAuditor auditor,
    EnabledRegions regions,
    ICommandRunner runner,
    ICredentialEndpoint endpoint,
    ProcessEnvironment environment,
    TimeProvider time
)
{
    /// <summary>Runs the command everywhere. Failures are results, not exceptions.</summary>
    /// <param name="plan">How the accounts are reached; its codes are spent.</param>
    /// <param name="options">What to run, and how.</param>
    /// <param name="observer">Gets the output and the results.</param>
    /// <param name="stop">Stops the run early.</param>
    public async Task RunAsync(RunPlan plan, RunOptions options, IRunObserver observer, RunStop stop)
    {
        var sessions = new AccountSessions(
            issuer,
            registry,
            new RequestPacer(options.AssumesPerSecond, time),
            options.Session,
            time
        );
        using var processes = new SemaphoreSlim(options.Parallel);
        var run = new ActiveRun(
            auditor,
            regions,
            runner,
            environment,
            time,
            options,
            sessions,
            options.Delivery == DeliveryMode.Endpoint ? endpoint : null,
            processes,
            observer,
            stop
        );
        await Parallel
            .ForEachAsync(
                plan.Accounts.Index(),
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallel },
                async (account, _) => await run.RunAccountAsync(account.Index, account.Item).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
    }
}
