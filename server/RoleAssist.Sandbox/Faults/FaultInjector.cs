namespace RoleAssist.Sandbox.Faults;

/// <summary>Holds the armed fault and counts the calls that it still affects.</summary>
internal sealed class FaultInjector
{
    private readonly Lock _ordering = new();
    private FaultRequest? _order;
    private int _left;

    public void Arm(FaultRequest order)
    {
        lock (_ordering)
        {
            _order = order.Kind == FaultKinds.None ? null : order;
            _left = order.Count ?? (order.Kind == FaultKinds.Clock ? int.MaxValue : 1);
        }
    }

    /// <summary>Gets the fault for a call of this action, if any, and counts the call.</summary>
    /// <param name="action">The action of the call.</param>
    /// <param name="isSupported">Whether the called service supports a kind of fault.</param>
    public FaultRequest? Take(string? action, Predicate<string> isSupported)
    {
        lock (_ordering)
        {
            if (
                _order is not { } order
                || _left == 0
                || (order.Action is not null && order.Action != action)
                || !isSupported(order.Kind)
            )
            {
                return null;
            }

            _left--;
            return order;
        }
    }
}
