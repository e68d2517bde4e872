using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Http;

/// <summary>Describes a call for credentials in messages.</summary>
/// <param name="Profile">
/// The profile that needs the credentials; null if the source does not belong to a profile.
/// </param>
/// <param name="Service">The service's name, for use within a sentence.</param>
/// <param name="UnreachableHint">A hint for when the service cannot be reached.</param>
internal sealed record ServiceCall(string? Profile, string Service, string? UnreachableHint = null)
{
    /// <summary>Gets what the call is for, after "Could not".</summary>
    public string Aim { get; init; } = "get credentials";

    /// <summary>Makes the call, with retries.</summary>
    public Task<T> RunAsync<T>(
        RetryPolicy retries,
        RetryBudget budget,
        Func<CancellationToken, Task<T>> attempt,
        CancellationToken cancellationToken
    ) => RunAsync(retries, budget, Idempotency.Idempotent, attempt, cancellationToken);

    /// <summary>Makes a call that the service may answer only once.</summary>
    public Task<T> RunAsync<T>(
        RetryPolicy retries,
        RetryBudget budget,
        Idempotency idempotency,
        Func<CancellationToken, Task<T>> attempt,
        CancellationToken cancellationToken
    ) => retries.RunAsync(attempt, Translate, idempotency, budget, cancellationToken);

    /// <summary>Creates an error of this call.</summary>
    /// <param name="what">What happened, for use after a colon.</param>
    public RoleAssistException Error(ErrorCode code, string what, string? hint, Exception? cause = null) =>
        new(
            code,
            $"Could not {Aim}{(Profile is null ? "" : $" for profile '{Profile}'")}: {what}.",
            hint,
            cause
        )
        {
            Profile = Profile,
        };

    /// <summary>Creates the error for a response that does not come from the expected service.</summary>
    public RoleAssistException InvalidResponse(string what) =>
        Error(
            ErrorCode.ServiceUnavailable,
            $"{Service} {what}",
            UnreachableHint ?? "Check the endpoint, and that no proxy or login page answers in its place."
        );

    private RoleAssistException? Translate(Exception fault) =>
        fault as RoleAssistException
        ?? (
            ConnectionFault.FromException(fault) is { } broken
                ? Error(broken.Code, broken.Says(Service), UnreachableHint ?? broken.Hint, fault)
                : null
        );
}
