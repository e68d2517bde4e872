using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Http;

/// <summary>
/// Limits how long a call may take and retries it after transient errors, within a budget and with full jitter
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="jitter">Returns a number from 0 to 1 for each pause; null for random numbers.</param>
/// <param name="repeatsThrottled">
/// Whether a throttled call is repeated here, or by a caller that paces its calls.
/// </param>
public sealed class RetryPolicy(TimeProvider time, Func<double>? jitter = null, bool repeatsThrottled = true)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>Makes a call to AWS with the default budget.</summary>
    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, Task{T}}, Func{Exception, RoleAssistException}, Idempotency, RetryBudget, CancellationToken)"/>
    public Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> attempt,
        Func<Exception, RoleAssistException?> translate,
        Idempotency idempotency,
        CancellationToken cancellationToken
    ) => RunAsync(attempt, translate, idempotency, RetryBudget.OfAws, cancellationToken);

    /// <summary>Makes a call and retries it until it succeeds or further attempts are pointless.</summary>
    /// <param name="attempt">Makes one attempt.</param>
    /// <param name="translate">
    /// Returns the user-facing error for an exception, or null if the exception has nothing to do with the service.
    /// </param>
    /// <param name="idempotency">
    /// Whether the request may be repeated. One that may not is retried only if it was not sent or not processed, and
    /// each attempt may use the whole remaining time.
    /// </param>
    /// <param name="budget">The limits for attempts and time.</param>
    /// <param name="cancellationToken">Cancels the call immediately.</param>
    /// <exception cref="RoleAssistException">
    /// The result of <paramref name="translate"/> for the last exception.
    /// </exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> attempt,
        Func<Exception, RoleAssistException?> translate,
        Idempotency idempotency,
        RetryBudget budget,
        CancellationToken cancellationToken
    )
    {
        var (attempts, attemptTimeout, callTimeout) = budget;
        var start = time.GetTimestamp();
        for (var number = 1; ; number++)
        {
            var left = callTimeout - time.GetElapsedTime(start);
            var mayTake = idempotency == Idempotency.NotIdempotent || left < attemptTimeout ? left : attemptTimeout;
            using var limit = new CancellationTokenSource(mayTake > TimeSpan.Zero ? mayTake : TimeSpan.Zero, time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            TimeSpan pause;
            try
            {
                return await attempt(stop.Token).ConfigureAwait(false);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // A canceled request surfaces as different exceptions, so check the token instead of the exception.
                throw new OperationCanceledException(cancellationToken);
            }
            catch (Exception fault) when (translate(fault) is { } known)
            {
                pause = PauseAfter(number, (jitter ?? Random.Shared.NextDouble)());
                if (
                    number >= attempts
                    || !MayRepeat(fault, known, idempotency)
                    || time.GetElapsedTime(start) + pause >= callTimeout
                )
                {
                    throw known;
                }
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    internal static TimeSpan PauseAfter(int attempt, double jitter) => FirstPause * Math.Pow(2, attempt - 1) * jitter;

    private bool MayRepeat(Exception fault, RoleAssistException known, Idempotency idempotency) =>
        ConnectionFault.FromException(fault) switch
        {
            { IsPermanent: true } => false,
            { WasSent: false } => true,
            // STS checks signatures before it consumes anything, and the SDK has learned the service's time from the
            // response.
            null when known.Code is ErrorCode.ClockSkewed => true,
            null when known.Code is ErrorCode.Throttled && !repeatsThrottled => false,
            _ => idempotency == Idempotency.Idempotent && known.IsTransient,
        };
}
