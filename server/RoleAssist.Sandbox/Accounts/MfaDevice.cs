using OtpNet;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>
/// A virtual MFA device (RFC 6238: SHA-1, six digits, 30 seconds). It uses the real time and not the server's clock,
/// which a fault may change: a phone does not follow STS either.
/// </summary>
/// <param name="serial">The device's ARN.</param>
/// <param name="secret">The shared secret in Base32, as authenticator apps expect it.</param>
/// <param name="lastSpentStep">The 30-second time step of the last accepted code.</param>
/// <param name="onSpent">Called with each accepted step, so that a restarted sandbox accepts no code twice.</param>
/// <param name="time">The real time.</param>
internal sealed class MfaDevice(
    string serial,
    string secret,
    long lastSpentStep,
    Action<long> onSpent,
    TimeProvider time
)
{
    private const int StepSeconds = 30;
    private static readonly VerificationWindow OneStepOfDrift = new(previous: 1, future: 1);

    private readonly Totp _totp = new(Base32Encoding.ToBytes(secret), StepSeconds);
    private readonly Lock _spending = new();
    private long _lastSpentStep = lastSpentStep;

    public string Serial { get; } = serial;

    public string Secret { get; } = secret;

    /// <summary>Accepts each code at most once, and no code older than the last accepted one.</summary>
    public bool Accept(string code)
    {
        lock (_spending)
        {
            if (
                !_totp.VerifyTotp(time.GetUtcNow().UtcDateTime, code, out var step, OneStepOfDrift)
                || step <= _lastSpentStep
            )
            {
                return false;
            }

            _lastSpentStep = step;
            onSpent(step);
            return true;
        }
    }

    /// <summary>Gets a code that will be accepted; waits for the next step if the current code is spent.</summary>
    public async Task<string> NextCodeAsync(CancellationToken cancellationToken)
    {
        while (CurrentStep() <= Interlocked.Read(ref _lastSpentStep))
        {
            var stepEnd = DateTimeOffset.FromUnixTimeSeconds((CurrentStep() + 1) * StepSeconds);
            var remaining = stepEnd - time.GetUtcNow();
            if (remaining > TimeSpan.Zero)
            {
                await Task.Delay(remaining, time, cancellationToken).ConfigureAwait(false);
            }
        }

        return _totp.ComputeTotp(time.GetUtcNow().UtcDateTime);
    }

    private long CurrentStep() => time.GetUtcNow().ToUnixTimeSeconds() / StepSeconds;
}
