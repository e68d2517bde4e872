using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Http;

/// <summary>
/// How long a call may take and when it is made again: after what passes by itself, within a budget and with full
/// jitter (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="jitter">A number from 0 to 1, another at each call; null for a random one.</param>
public sealed class RetryPolicy(TimeProvider time, Func<double>? jitter = null)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>Makes a call to AWS.</summary>
    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, Task{T}}, Func{Exception, RoleAssistException}, bool, RetryBudget, CancellationToken)"/>
    public Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> attempt,
        Func<Exception, RoleAssistException?> translate,
        bool isOnce,
        CancellationToken cancellationToken) =>
        RunAsync(attempt, translate, isOnce, RetryBudget.OfAws, cancellationToken);

    /// <summary>Makes a call until it is answered or there is no use in going on.</summary>
    /// <param name="attempt">One attempt.</param>
    /// <param name="translate">The error for a person, or null for a fault that has nothing to do with the service.</param>
    /// <param name="isOnce">
    /// Whether the request holds something that is spent when the service sees it (an MFA code). Then it is repeated only
    /// if it was not sent or not looked at, and may take all the time there is.
    /// </param>
    /// <param name="budget">How much may be spent on it.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="RoleAssistException">What <paramref name="translate"/> made of the last fault.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> attempt,
        Func<Exception, RoleAssistException?> translate,
        bool isOnce,
        RetryBudget budget,
        CancellationToken cancellationToken)
    {
        var (attempts, attemptTimeout, callTimeout) = budget;
        var start = time.GetTimestamp();
        for (var number = 1; ; number++)
        {
            var left = callTimeout - time.GetElapsedTime(start);
            var mayTake = isOnce || left < attemptTimeout ? left : attemptTimeout;
            using var limit = new CancellationTokenSource(mayTake > TimeSpan.Zero ? mayTake : TimeSpan.Zero, time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            TimeSpan pause;
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
                pause = PauseAfter(number, (jitter ?? Random.Shared.NextDouble)());
                if (number >= attempts || !MayRepeat(fault, known, isOnce) || time.GetElapsedTime(start) + pause >= callTimeout)
                {
                    throw known;
                }
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    internal static TimeSpan PauseAfter(int attempt, double jitter) => FirstPause * Math.Pow(2, attempt - 1) * jitter;

    private static bool MayRepeat(Exception fault, RoleAssistException known, bool isOnce) => ConnectionFault.Of(fault) switch
    {
        { IsLasting: true } => false,
        { WasSent: false } => true,
        // Signatures are checked before anything is spent, and the SDK has learned the service's time from its answer.
        null when known.Code is ErrorCode.ClockSkewed => true,
        _ => !isOnce && known.IsTransient,
    };
}

/// <summary>How much may be spent on a call.</summary>
/// <param name="Attempts">How often it is made.</param>
/// <param name="AttemptTimeout">How long each time.</param>
/// <param name="CallTimeout">How long in all.</param>
public sealed record RetryBudget(int Attempts, TimeSpan AttemptTimeout, TimeSpan CallTimeout)
{
    public static RetryBudget OfAws { get; } = new(3, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20));
}
