namespace RoleAssist.Sandbox.Formats;

/// <summary>
/// Remembers what must be used only once (codes, proofs, forms) until it would be refused for its age anyway.
/// </summary>
internal sealed class SpentValues
{
    private const int ForgetAt = 4096;

    private readonly Lock _spending = new();
    private readonly Dictionary<string, DateTimeOffset> _spent = new(StringComparer.Ordinal);

    /// <summary>Spends a value; returns false if it has been spent before.</summary>
    /// <param name="value">The value, or its identifier.</param>
    /// <param name="until">From when the value is refused in any case.</param>
    /// <param name="now">The time of the call.</param>
    public bool TrySpend(string value, DateTimeOffset until, DateTimeOffset now)
    {
        lock (_spending)
        {
            if (_spent.Count >= ForgetAt)
            {
                Forget(now);
            }

            return _spent.TryAdd(value, until);
        }
    }

    public bool IsSpent(string value)
    {
        lock (_spending)
        {
            return _spent.ContainsKey(value);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (value, until) in _spent)
        {
            if (until < now)
            {
                _spent.Remove(value);
            }
        }
    }
}
