using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Http;

/// <summary>A call for credentials as a person would speak of it.</summary>
/// <param name="Profile">The profile that it is for; null where none names the source.</param>
/// <param name="Service">The service, to stand in a sentence.</param>
/// <param name="CheckService">What to look at when there is no connection to it.</param>
internal sealed record ServiceCall(string? Profile, string Service, string? CheckService = null)
{
    /// <summary>Makes the call, again where that may help.</summary>
    public Task<T> RunAsync<T>(
        RetryPolicy retries, RetryBudget budget, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        retries.RunAsync(attempt, Translate, isOnce: false, budget, cancellationToken);

    /// <summary>An error of this call.</summary>
    /// <param name="what">What happened, to stand after a colon.</param>
    public RoleAssistException Error(ErrorCode code, string what, string? hint, Exception? cause = null) => new(
        code,
        Profile is null ? $"There are no credentials: {what}." : $"Profile '{Profile}' gets no credentials: {what}.",
        hint,
        cause)
    { Profile = Profile };

    /// <summary>What is no answer of that service at all.</summary>
    public RoleAssistException NoAnswer(string what) =>
        Error(ErrorCode.ServiceUnavailable, $"{Service} {what}", CheckService ?? "Check the endpoint, and that no proxy or login page answers in its place.");

    private RoleAssistException? Translate(Exception fault) =>
        fault as RoleAssistException
        ?? (ConnectionFault.Of(fault) is { } broken ? Error(broken.Code, broken.Says(Service), CheckService ?? broken.Hint, fault) : null);
}
