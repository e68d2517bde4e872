using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Sessions;

/// <summary>What a plan considers besides the chains.</summary>
/// <param name="IsLive">Whether a session exists and is fresh enough to be returned.</param>
/// <param name="IsPrimed">Whether a prime exists and can still start a chain.</param>
/// <param name="Preference">How MFA codes are used.</param>
/// <param name="WillRenew">
/// Whether sessions are renewed later. A command that hands credentials to one program does not renew them, and priming
/// for it alone would be a wasted call.
/// </param>
/// <param name="PrimeSeconds">The lifetime of a prime, in seconds.</param>
public sealed record PlanningContext(
    Func<RoleChain, bool> IsLive,
    Func<PrimeKey, bool> IsPrimed,
    MfaPreference Preference = MfaPreference.Automatic,
    bool WillRenew = true,
    int PrimeSeconds = SessionPlanner.DefaultPrimeSeconds
);
