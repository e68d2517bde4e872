namespace RoleAssist.Sandbox.Http;

/// <summary>The most recent calls, limited in number.</summary>
internal sealed class CallLog(TimeProvider time)
{
    private const int Capacity = 50_000;
    private const int LongestName = 128;

    /// <summary>What STS accepts, in characters.</summary>
    private const int LongestPolicy = 2048;

    private readonly Queue<SandboxCall> _calls = new();

    public void Add(ClaimedCall claimed, int status)
    {
        var call = new SandboxCall(
            Shortened(claimed.Action),
            status,
            Shortened(claimed.AccessKeyId),
            time.GetUtcNow(),
            Shortened(claimed.Account)
        )
        {
            SecretInUrl = claimed.HasSecretInUrl,
            HasCode = claimed.HasCode,
            SessionName = claimed.SessionName is { } name ? Shortened(name) : null,
            Policy = claimed.Policy is { Length: <= LongestPolicy } policy ? policy : null,
        };
        lock (_calls)
        {
            if (_calls.Count == Capacity)
            {
                _calls.Dequeue();
            }

            _calls.Enqueue(call);
        }
    }

    public SandboxCalls Snapshot()
    {
        lock (_calls)
        {
            return new SandboxCalls([.. _calls]);
        }
    }

    private static string Shortened(string? name) => name is null ? "" : name[..Math.Min(name.Length, LongestName)];
}
