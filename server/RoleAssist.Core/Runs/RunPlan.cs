using RoleAssist.Core.Accounts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>How the accounts of a run are reached.</summary>
/// <param name="Accounts">The accounts, in the order of the selection.</param>
/// <param name="Primes">The sessions that codes pay for, each shared by the accounts behind one MFA device.</param>
public sealed record RunPlan(IReadOnlyList<PlannedAccount> Accounts, IReadOnlyList<PlannedPrime> Primes)
{
    /// <summary>Gets the number of MFA codes that are needed.</summary>
    public int CodesNeeded => Primes.Count(prime => !prime.IsLive);
}

/// <param name="Account">The account.</param>
/// <param name="Session">How its session is obtained; null if it cannot be.</param>
/// <param name="Fault">Why it cannot be.</param>
public sealed record PlannedAccount(SelectedAccount Account, PlannedSession? Session, RoleAssistException? Fault);
