namespace RoleAssist.Aws.Http;

/// <summary>The limits for a call and its retries.</summary>
/// <param name="Attempts">The maximum number of attempts.</param>
/// <param name="AttemptTimeout">The time limit for each attempt.</param>
/// <param name="CallTimeout">The time limit for all attempts together.</param>
public sealed record RetryBudget(int Attempts, TimeSpan AttemptTimeout, TimeSpan CallTimeout)
{
    public static RetryBudget OfAws { get; } = new(3, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20));
}
