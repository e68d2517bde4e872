using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>A session as the registry keeps it, over all its renewals.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Target">What was asked for, to ask for it again.</param>
/// <param name="Chain">How it comes about.</param>
public sealed record SessionEntry(SessionId Id, AssumeTarget Target, RoleChain Chain)
{
    /// <summary>Its newest credentials; null while it is assumed for the first time.</summary>
    public Session? Issued { get; init; }

    /// <summary>Whether STS is being asked right now.</summary>
    public bool IsBusy { get; init; }

    /// <summary>Why the last attempt came to nothing.</summary>
    public RoleAssistException? Fault { get; init; }

    /// <summary>How many attempts in a row came to nothing.</summary>
    public int Failures { get; init; }

    /// <summary>When the next attempt is due; null where only a person can bring it about.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>Whether the profile says something else by now, so that renewing would make another session.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>Whether the next attempt is due. A wait longer than any was reckoned by a clock that has been set since.</summary>
    public bool IsDueAt(DateTimeOffset now) =>
        !IsBusy && (RenewAt <= now || (Failures > 0 && RenewAt - now > RenewalSchedule.LongestWait));

    public SessionState StateAt(DateTimeOffset now) => (Issued, IsBusy) switch
    {
        (null, true) => SessionState.Assuming,
        (null, false) => SessionState.Failed,
        ({ } issued, true) => issued.IsExpired(now) ? SessionState.Assuming : SessionState.Refreshing,
        _ when Fault?.Code == ErrorCode.MfaRequired => SessionState.NeedsMfa,
        ({ } issued, _) when issued.IsExpired(now) => Fault is null ? SessionState.Expired : SessionState.Failed,
        _ => Fault is null && !IsOutdated ? SessionState.Active : SessionState.Expiring,
    };

    /// <summary>What the person should know, as a sentence.</summary>
    public string? Remark => Fault?.Message
        ?? (IsOutdated ? $"Profile '{Chain.Profile}' has been edited since; assume it again to work with what it says now." : null);
}
