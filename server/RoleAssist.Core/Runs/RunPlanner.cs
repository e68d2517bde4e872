using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>Plans the sessions of all accounts together, so that one code serves all behind its device.</summary>
public sealed class RunPlanner(
    IProfileStore store,
    RoleChainResolver resolver,
    SessionService sessions,
    SessionAdmission admission,
    SessionRegistry registry,
    ICredentialProvider provider
)
{
    /// <summary>
    /// Plans without asking AWS. An account that cannot be planned does not stop the others, unless there are none.
    /// </summary>
    /// <exception cref="RoleAssistException">Why no account can be planned.</exception>
    public async Task<RunPlan> PlanAsync(
        IReadOnlyList<SelectedAccount> accounts,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var faults = accounts.Select(account => account.Fault ?? FaultOf(profiles, account)).ToList();
        if (accounts.Count > 0 && faults.TrueForAll(fault => fault is not null))
        {
            throw faults[0]!;
        }

        var plan = await sessions
            .PlanAsync(
                [.. accounts.Where((_, index) => faults[index] is null).Select(account => account.Target)],
                options with
                {
                    Preference = MfaPreference.Prime,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        using var planned = plan.Sessions.GetEnumerator();
        return new RunPlan(
            [
                .. accounts.Select(
                    (account, index) =>
                        faults[index] is { } fault
                            ? new PlannedAccount(account, null, fault)
                            : new PlannedAccount(account, Next(planned), null)
                ),
            ],
            plan.Primes
        );
    }

    /// <summary>
    /// Requires that the vault is open if keys in it are needed: it is unlocked once, before anything runs. Without this,
    /// each account would fail on its own. Any other fault is left to the accounts that it concerns.
    /// </summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.VaultLocked"/>.</exception>
    public async Task RequireOpenVaultAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var sources = plan
            .Accounts.Select(account => account.Session)
            .OfType<PlannedSession>()
            .Where(session => session.Chain.Base is VaultSource && registry.FindFresh(session.Id) is null)
            .Select(session => session.Chain.Base)
            .DistinctBy(source => ((VaultSource)source).Key);
        foreach (var source in sources)
        {
            try
            {
                await provider.GetAsync(source, cancellationToken).ConfigureAwait(false);
            }
            catch (RoleAssistException fault) when (fault.Code != ErrorCode.VaultLocked)
            {
                // The accounts with this key will tell.
            }
        }
    }

    /// <summary>
    /// Spends the codes that the plan needs. After <see cref="ErrorCode.MfaRequired"/>, call again with a code.
    /// </summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> for the next device, or why its code was refused.
    /// </exception>
    public async Task OpenAsync(
        RunPlan plan,
        SessionOptions options,
        string? tokenCode,
        CancellationToken cancellationToken
    )
    {
        foreach (var one in plan.Accounts.Where(one => one.Session is not null))
        {
            await admission
                .RequireAsync(one.Account.Target, one.Session!, options, cancellationToken)
                .ConfigureAwait(false);
        }

        foreach (var prime in plan.Primes.Where(prime => registry.FindPrime(prime.Key) is null))
        {
            var first = plan.Accounts.First(account => account.Session?.Prime?.Key == prime.Key);
            await sessions
                .PrimeAsync(
                    first.Account.Target,
                    first.Session!,
                    options with
                    {
                        TokenCode = tokenCode,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);

            // A code works once, so the next device needs a new one.
            tokenCode = null;
        }
    }

    private static PlannedSession Next(IEnumerator<PlannedSession> planned) =>
        planned.MoveNext() ? planned.Current : throw new InvalidOperationException("The plan misses a session.");

    private RoleAssistException? FaultOf(ProfileSet profiles, SelectedAccount account)
    {
        try
        {
            _ = resolver.Resolve(profiles, account.Target);
            return null;
        }
        catch (RoleAssistException fault)
        {
            return fault;
        }
    }
}
