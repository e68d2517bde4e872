namespace RoleAssist.Sandbox.Faults;

/// <summary>Holds the armed faults: one for all accounts, and one for each account.</summary>
internal sealed class FaultInjector(TimeProvider time)
{
    private const string AllAccounts = "";

    private readonly Lock _ordering = new();
    private readonly Dictionary<string, ArmedFault> _armed = [];

    /// <summary>
    /// Arms a fault in place of the previous one for the same accounts; the kind <c>none</c> cancels all faults.
    /// </summary>
    public void Arm(FaultRequest order)
    {
        lock (_ordering)
        {
            if (order.Kind == FaultKinds.None)
            {
                _armed.Clear();
                return;
            }

            foreach (var account in order.Accounts ?? [AllAccounts])
            {
                _armed[account] = new ArmedFault(order, time);
            }
        }
    }

    /// <summary>
    /// Gets the fault for a call, if any, and counts the call. The fault of an account takes precedence.
    /// </summary>
    /// <param name="action">The action of the call.</param>
    /// <param name="account">The account that the call is about; null if it is unknown.</param>
    /// <param name="isSupported">Whether the called service supports a fault.</param>
    public FaultRequest? Take(string? action, string? account, Predicate<FaultRequest> isSupported)
    {
        lock (_ordering)
        {
            return Take(account ?? AllAccounts) ?? (account is null ? null : Take(AllAccounts));
        }

        FaultRequest? Take(string key) => _armed.GetValueOrDefault(key)?.Take(action, isSupported);
    }
}
