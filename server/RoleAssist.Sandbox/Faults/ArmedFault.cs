namespace RoleAssist.Sandbox.Faults;

/// <summary>An armed fault, which counts the calls that it still affects.</summary>
internal sealed class ArmedFault(FaultRequest order, TimeProvider time)
{
    private readonly TokenBucket? _allowed = order.PerSecond is { } rate ? new TokenBucket(rate, time) : null;
    private int _left =
        order.Count ?? (order.Kind == FaultKinds.Clock || order.PerSecond is not null ? int.MaxValue : 1);

    /// <summary>Gets the order if it affects a call, and counts the call.</summary>
    public FaultRequest? Take(string? action, Predicate<FaultRequest> isSupported)
    {
        if (
            _left == 0
            || (order.Action is not null && order.Action != action)
            || !isSupported(order)
            || _allowed?.TryTake() == true
        )
        {
            return null;
        }

        _left--;
        return order;
    }
}
