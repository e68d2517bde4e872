using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>A session in the registry, across all its renewals.</summary>
/// <param name="Id">Identifies the session.</param>
/// <param name="Target">The original request, for renewals.</param>
/// <param name="Chain">How the session is obtained.</param>
public sealed record SessionEntry(SessionId Id, AssumeTarget Target, RoleChain Chain)
{
    /// <summary>The newest credentials; null while the session is assumed for the first time.</summary>
    public Session? Issued { get; init; }

    /// <summary>Whether a request to STS is in progress.</summary>
    public bool IsBusy { get; init; }

    /// <summary>The error of the last attempt, if it failed.</summary>
    public RoleAssistException? Fault { get; init; }

    /// <summary>The number of failed attempts in a row.</summary>
    public int Failures { get; init; }

    /// <summary>When the next attempt is due; null if only the user can start one.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>Whether the profile has changed, so that a renewal would create another session.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>
    /// Returns whether the next attempt is due. A wait longer than the maximum was computed before the clock was
    /// changed.
    /// </summary>
    public bool IsDueAt(DateTimeOffset now) =>
        !IsBusy && (RenewAt <= now || (Failures > 0 && RenewAt - now > RenewalSchedule.LongestWait));

    public SessionState StateAt(DateTimeOffset now) =>
        (Issued, IsBusy) switch
        {
            (null, true) => SessionState.Assuming,
            (null, false) => SessionState.Failed,
            ({ } issued, true) => issued.IsExpired(now) ? SessionState.Assuming : SessionState.Refreshing,
            _ when Fault?.Code == ErrorCode.MfaRequired => SessionState.NeedsMfa,
            ({ } issued, _) when issued.IsExpired(now) => Fault is null ? SessionState.Expired : SessionState.Failed,
            _ => Fault is null && !IsOutdated ? SessionState.Active : SessionState.Expiring,
        };

    /// <summary>What the user should know, as a sentence.</summary>
    public string? Remark =>
        Fault?.Message
        ?? (
            IsOutdated
                ? $"Profile '{Chain.Profile}' has been edited since it was assumed. Assume it again to apply the changes."
                : null
        );
}
