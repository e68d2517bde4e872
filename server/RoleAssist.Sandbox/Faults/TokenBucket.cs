namespace RoleAssist.Sandbox.Faults;

/// <summary>
/// Allows a number of calls per second, as AWS' services do
/// (https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html): a full bucket holds those of one second.
/// </summary>
internal sealed class TokenBucket(int perSecond, TimeProvider time)
{
    private long _filled = time.GetTimestamp();
    private double _tokens = perSecond;

    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(perSecond, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * perSecond));
        _filled = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
