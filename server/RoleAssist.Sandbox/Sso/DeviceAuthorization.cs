using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Sso;

/// <summary>What a person decided about a code.</summary>
internal enum DeviceDecision
{
    Pending,
    Approved,
    Denied,
}

/// <summary>A program that waits until a person has entered its code (RFC 8628).</summary>
internal sealed class DeviceAuthorization(
    string deviceCode,
    string userCode,
    ClientRegistration client,
    DateTimeOffset expiration
)
{
    private static readonly TimeSpan Penalty = TimeSpan.FromSeconds(5);

    private readonly Lock _deciding = new();
    private DateTimeOffset _earliest = DateTimeOffset.MinValue;
    private DeviceDecision _decision;
    private bool _isSpent;

    public string DeviceCode => deviceCode;

    public string UserCode => userCode;

    public ClientRegistration Client => client;

    public DateTimeOffset Expiration => expiration;

    public TimeSpan Interval { get; private set; } = TimeSpan.FromSeconds(1);

    /// <summary>Decides, unless it has been decided already.</summary>
    public bool TryDecide(DeviceDecision decision)
    {
        lock (_deciding)
        {
            if (_decision != DeviceDecision.Pending)
            {
                return false;
            }

            _decision = decision;
            return true;
        }
    }

    /// <summary>Answers a program that asks; returns only if it gets its tokens, which it does once.</summary>
    public void Redeem(DateTimeOffset now)
    {
        lock (_deciding)
        {
            if (now >= expiration)
            {
                throw SsoErrors.Expired("The device code is expired");
            }

            if (_isSpent)
            {
                throw SsoErrors.InvalidGrant("Invalid device code provided");
            }

            if (now < _earliest)
            {
                throw SlowDown(now);
            }

            _earliest = now + Interval;
            switch (_decision)
            {
                case DeviceDecision.Pending:
                    throw SsoErrors.AuthorizationPending();
                case DeviceDecision.Denied:
                    throw SsoErrors.AccessDenied();
                default:
                    _isSpent = true;
                    return;
            }
        }
    }

    /// <summary>Refuses a program that asks too soon, and from then on has it wait five seconds longer.</summary>
    public ServiceException SlowDown(DateTimeOffset now)
    {
        Interval += Penalty;
        _earliest = now + Interval;
        return SsoErrors.SlowDown();
    }
}
