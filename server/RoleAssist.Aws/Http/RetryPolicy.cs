using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Http;

/// <summary>
/// How long a call may take and when it is made again: after what passes by itself, three times at most, with full
/// jitter (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="jitter">A number from 0 to 1, another at each call; null for a random one.</param>
public sealed class RetryPolicy(TimeProvider time, Func<double>? jitter = null)
{
    private const int Attempts = 3;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    /// <summary>Makes a call until it is answered or there is no use in going on.</summary>
    /// <param name="attempt">One attempt.</param>
    /// <param name="translate">The error for a person, or null for a fault that has nothing to do with the service.</param>
    /// <param name="isOnce">
    /// Whether the request holds something that is spent when the service sees it (an MFA code). Then it is repeated only
    /// if it was never sent, and may take all the time there is.
    /// </param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="RoleAssistException">What <paramref name="translate"/> made of the last fault.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> attempt,
        Func<Exception, RoleAssistException?> translate,
        bool isOnce,
        CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var number = 1; ; number++)
        {
            var left = CallTimeout - time.GetElapsedTime(start);
            using var limit = new CancellationTokenSource(isOnce || left < AttemptTimeout ? left : AttemptTimeout, time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            TimeSpan delay;
            try
            {
                return await attempt(stop.Token).ConfigureAwait(false);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // A cancelled request is reported in several ways, so the token is asked and not the exception.
                throw new OperationCanceledException(cancellationToken);
            }
            catch (Exception fault) when (translate(fault) is { } known)
            {
                delay = FirstDelay * Math.Pow(2, number - 1) * (jitter ?? Random.Shared.NextDouble)();
                if (number == Attempts || !MayRepeat(fault, known, isOnce) || time.GetElapsedTime(start) + delay >= CallTimeout)
                {
                    throw known;
                }
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool MayRepeat(Exception fault, RoleAssistException known, bool isOnce) => ConnectionFault.Of(fault) switch
    {
        { IsLasting: true } => false,
        { WasSent: false } => true,
        _ => !isOnce && known.Code is ErrorCode.Throttled or ErrorCode.ServiceUnreachable or ErrorCode.ServiceTimeout or ErrorCode.ServiceUnavailable,
    };
}
