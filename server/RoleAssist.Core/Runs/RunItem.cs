using RoleAssist.Core.Accounts;

namespace RoleAssist.Core.Runs;

/// <summary>One process of a run: an account and a region.</summary>
/// <param name="Order">The place of the account in the selection, and of the region in the account, from 0.</param>
/// <param name="Account">The account.</param>
/// <param name="Region">The region; null for that of the profile, if it has one.</param>
public sealed record RunItem((int Account, int Region) Order, SelectedAccount Account, string? Region)
{
    /// <summary>Gets what identifies the item across runs.</summary>
    public RunKey Key => new(Account.Key, Region);
}

/// <summary>Identifies an account, its role and a region across runs.</summary>
public readonly record struct RunKey(string Account, string? Region);
