using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Decides, before any call is made, what each MFA code is used for. A code works once, so roles that are assumed
/// directly need one each. A <c>GetSessionToken</c> session needs one for all roles behind the device, but a role
/// assumed with it lasts an hour at most
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html).
/// </summary>
public static class SessionPlanner
{
    /// <summary>A working day.</summary>
    public const int DefaultPrimeSeconds = 8 * 3_600;

    public static SessionPlan Plan(IReadOnlyList<RoleChain> chains, PlanningContext context)
    {
        var wanted = chains
            .Select(chain => (Chain: chain, IsLive: context.IsLive(chain), Key: PrimeKey.FromChain(chain)))
            .ToList();
        var primes = wanted
            .Where(one => !one.IsLive && one.Key is not null)
            .GroupBy(one => one.Key!, one => one.Chain)
            .Where(group => ShouldPrime(group.Key, [.. group], context))
            .ToDictionary(group => group.Key, group => PrimeOf(group.Key, group, context));
        return new SessionPlan(
            [
                .. wanted.Select(one =>
                    PlanOne(one.Chain, one.IsLive, one.Key, one.Key is null ? null : primes.GetValueOrDefault(one.Key))
                ),
            ],
            [.. primes.Values]
        );
    }

    /// <summary>Plans a session by itself.</summary>
    public static PlannedSession Plan(RoleChain chain, PlanningContext context)
    {
        var (isLive, key) = (context.IsLive(chain), PrimeKey.FromChain(chain));
        RoleChain[] only = [chain];
        var prime = !isLive && key is not null && ShouldPrime(key, only, context) ? PrimeOf(key, only, context) : null;
        return PlanOne(chain, isLive, key, prime);
    }

    private static bool ShouldPrime(PrimeKey key, IReadOnlyList<RoleChain> behindOneDevice, PlanningContext context) =>
        context.Preference switch
        {
            MfaPreference.Direct => false,
            MfaPreference.Prime => true,
            _ when behindOneDevice is [var only] => !LastsLongerDirectly(only)
                && (context.WillRenew || context.IsPrimed(key)),
            _ => true,
        };

    /// <summary>Returns whether a role requests more than the hour that a prime can provide.</summary>
    private static bool LastsLongerDirectly(RoleChain chain) =>
        !chain.IsChained && chain.Steps is [.., AssumeRoleStep { DurationSeconds: > StsRules.ChainedRoleSeconds }];

    private static PlannedPrime PrimeOf(PrimeKey key, IEnumerable<RoleChain> chains, PlanningContext context)
    {
        int? wanted = null;
        foreach (var chain in chains)
        {
            // A request for the user itself gets the same session that the roles start with.
            if (IsUser(chain) && !(chain.Steps[0].DurationSeconds <= wanted))
            {
                wanted = chain.Steps[0].DurationSeconds ?? wanted;
            }
        }

        return new PlannedPrime(key, wanted ?? context.PrimeSeconds, context.IsPrimed(key));
    }

    private static PlannedSession PlanOne(RoleChain chain, bool isLive, PrimeKey? key, PlannedPrime? prime) =>
        (isLive, key, prime) switch
        {
            (true, _, _) => new PlannedSession(chain, SessionRoute.Existing, chain.LifetimeSeconds),
            (_, null, _) => new PlannedSession(chain, SessionRoute.Plain, chain.LifetimeSeconds, Cap: CapOf(chain)),
            (_, _, not null) => Primed(chain, prime),
            _ => new PlannedSession(
                chain,
                SessionRoute.Direct,
                chain.LifetimeSeconds,
                NeedsCode: true,
                Cap: CapOf(chain)
            ),
        };

    private static PlannedSession Primed(RoleChain chain, PlannedPrime prime)
    {
        if (IsUser(chain))
        {
            return new PlannedSession(
                chain,
                SessionRoute.Primed,
                prime.DurationSeconds,
                prime.DurationSeconds,
                !prime.IsLive
            )
            {
                Prime = prime,
            };
        }

        var capped = LastsLongerDirectly(chain);
        return new PlannedSession(
            chain,
            SessionRoute.Primed,
            Math.Min(chain.LifetimeSeconds ?? StsRules.ChainedRoleSeconds, StsRules.ChainedRoleSeconds),
            prime.DurationSeconds,
            !prime.IsLive,
            capped
                ? "A role assumed with the shared MFA session lasts an hour at most. It is renewed without another code."
                : CapOf(chain),
            capped
                ? $"Assume '{chain.Profile}' by itself, or use one code per role, to get the duration it requests."
                : null
        )
        {
            Prime = prime,
        };
    }

    /// <summary>Returns whether the chain creates temporary credentials for the user itself.</summary>
    private static bool IsUser(RoleChain chain) => chain.Steps is [GetSessionTokenStep];

    private static string? CapOf(RoleChain chain) =>
        chain is { IsChained: true, Steps: [.., AssumeRoleStep] }
            ? "A role assumed with the session of another role (role chaining) lasts an hour at most."
            : null;
}
