using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Sessions;

/// <summary>What a plan takes into account beside the chains themselves.</summary>
/// <param name="IsLive">Whether a session is there and good enough to be answered as it is.</param>
/// <param name="IsPrimed">Whether a user's session is there and good enough to begin a chain with.</param>
/// <param name="Preference">How codes are to be spent.</param>
/// <param name="WillRenew">
/// Whether somebody stays to renew sessions. A command that hands credentials to one program does not, and for it
/// alone priming would be a call for nothing.
/// </param>
/// <param name="PrimeSeconds">How long a primed session lasts.</param>
public sealed record PlanningContext(
    Func<RoleChain, bool> IsLive,
    Func<PrimeKey, bool> IsPrimed,
    MfaPreference Preference = MfaPreference.Automatic,
    bool WillRenew = true,
    int PrimeSeconds = SessionPlanner.DefaultPrimeSeconds);

/// <summary>
/// Decides, before any call is made, what each MFA code is spent on. A code is good once, so roles that are assumed
/// directly take a code each; a <c>GetSessionToken</c> session takes one for all roles behind the device, but a role
/// that is assumed with it lasts an hour at most
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html).
/// </summary>
public static class SessionPlanner
{
    /// <summary>A working day.</summary>
    public const int DefaultPrimeSeconds = 8 * 3_600;

    public static SessionPlan Plan(IReadOnlyList<RoleChain> chains, PlanningContext context)
    {
        var wanted = chains.Select(chain => (Chain: chain, IsLive: context.IsLive(chain), Key: PrimeKey.Of(chain))).ToList();
        var primes = wanted
            .Where(one => !one.IsLive && one.Key is not null)
            .GroupBy(one => one.Key!, one => one.Chain)
            .Where(group => ShouldPrime(group.Key, [.. group], context))
            .ToDictionary(group => group.Key, group => PrimeOf(group.Key, group, context));
        return new SessionPlan(
            [.. wanted.Select(one => PlanOne(one.Chain, one.IsLive, one.Key, one.Key is null ? null : primes.GetValueOrDefault(one.Key)))],
            [.. primes.Values]);
    }

    /// <summary>The plan of a role that is assumed by itself.</summary>
    public static PlannedSession Plan(RoleChain chain, PlanningContext context)
    {
        var (isLive, key) = (context.IsLive(chain), PrimeKey.Of(chain));
        RoleChain[] only = [chain];
        var prime = !isLive && key is not null && ShouldPrime(key, only, context) ? PrimeOf(key, only, context) : null;
        return PlanOne(chain, isLive, key, prime);
    }

    private static bool ShouldPrime(PrimeKey key, IReadOnlyList<RoleChain> behindOneDevice, PlanningContext context) => context.Preference switch
    {
        MfaPreference.Direct => false,
        MfaPreference.Prime => true,
        _ when behindOneDevice is [var only] => !LastsLongerDirectly(only) && (context.WillRenew || context.IsPrimed(key)),
        _ => true,
    };

    /// <summary>Whether a role asks for more than the hour that a primed session can give it.</summary>
    private static bool LastsLongerDirectly(RoleChain chain) =>
        !chain.IsChained && chain.Steps is [.., AssumeRoleStep { DurationSeconds: > StsRules.ChainedRoleSeconds }];

    private static PlannedPrime PrimeOf(PrimeKey key, IEnumerable<RoleChain> chains, PlanningContext context)
    {
        // Who wants to be the user itself gets the very session that the roles begin with.
        var wanted = chains.Where(IsUser).Select(chain => chain.Steps[0].DurationSeconds).Max();
        return new PlannedPrime(key, wanted ?? context.PrimeSeconds, context.IsPrimed(key));
    }

    private static PlannedSession PlanOne(RoleChain chain, bool isLive, PrimeKey? key, PlannedPrime? prime) => (isLive, key, prime) switch
    {
        (true, _, _) => new PlannedSession(chain, SessionRoute.Live, chain.LifetimeSeconds),
        (_, null, _) => new PlannedSession(chain, SessionRoute.Plain, chain.LifetimeSeconds, Cap: CapOf(chain)),
        (_, _, not null) => Primed(chain, prime),
        _ => new PlannedSession(chain, SessionRoute.Direct, chain.LifetimeSeconds, TakesCode: true, Cap: CapOf(chain)),
    };

    private static PlannedSession Primed(RoleChain chain, PlannedPrime prime)
    {
        if (IsUser(chain))
        {
            return new PlannedSession(chain, SessionRoute.Primed, prime.DurationSeconds, prime.DurationSeconds, !prime.IsLive);
        }

        var capped = LastsLongerDirectly(chain);
        return new PlannedSession(
            chain,
            SessionRoute.Primed,
            Math.Min(chain.LifetimeSeconds ?? StsRules.ChainedRoleSeconds, StsRules.ChainedRoleSeconds),
            prime.DurationSeconds,
            !prime.IsLive,
            capped ? "A role that is assumed with a session lasts an hour at most; it is renewed without another code." : CapOf(chain),
            capped ? $"Assume '{chain.Profile}' by itself, or ask for a code per role, and it lasts as long as it asks for." : null);
    }

    /// <summary>Whether the chain makes temporary credentials for the user itself.</summary>
    private static bool IsUser(RoleChain chain) => chain.Steps is [GetSessionTokenStep];

    private static string? CapOf(RoleChain chain) =>
        chain is { IsChained: true, Steps: [.., AssumeRoleStep] }
            ? "A role that is assumed with the session of another (role chaining) lasts an hour at most."
            : null;
}
