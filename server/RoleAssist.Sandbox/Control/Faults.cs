using System.Globalization;

namespace RoleAssist.Sandbox.Control;

/// <summary>Which calls a fault hits, and how hard.</summary>
/// <param name="Count">How many calls; 1 where it is not given, but all of them for a wrong clock.</param>
/// <param name="Seconds">The length of a delay or of a short life, or how far the clock is ahead (negative: behind).</param>
/// <param name="Action">Only calls of this action.</param>
public sealed record FaultOptions(int? Count = null, double? Seconds = null, string? Action = null);

/// <summary>The kinds of faults that can be ordered.</summary>
public static class FaultKinds
{
    public const string Throttle = "throttle";
    public const string InternalFailure = "500";
    public const string Delay = "delay";
    public const string Reset = "reset";
    public const string Garbage = "garbage";
    public const string Clock = "clock";

    /// <summary>An error document of STS whose root is <c>Error</c> and whose message is empty.</summary>
    public const string BareError = "bare-error";

    /// <summary>Credentials of STS whose expiration has nanoseconds.</summary>
    public const string Nanoseconds = "nanoseconds";

    /// <summary>Credentials of STS whose access key id has 104 characters.</summary>
    public const string LongKey = "long-key";

    /// <summary>Credentials of STS that end after so many seconds, which may be fewer than STS ever grants.</summary>
    public const string ShortLived = "short-lived";

    /// <summary>STS says that the credentials of the call have expired, as it does when their session has been revoked.</summary>
    public const string Expired = "expired";

    /// <summary>An answer without a <c>Date</c>.</summary>
    public const string NoDate = "no-date";

    /// <summary>Takes back what was ordered before.</summary>
    public const string None = "none";

    public static IReadOnlyList<string> All { get; } =
        [Throttle, InternalFailure, Delay, Reset, Garbage, Clock, BareError, Nanoseconds, LongKey, ShortLived, Expired, NoDate, None];
}

/// <summary>An order for a fault, as it goes to a running sandbox.</summary>
internal sealed record FaultOrder(string Kind, int? Count, double? Seconds, string? Action)
{
    private const double LongestSeconds = 366 * 24 * 3600;

    /// <summary>Why the order makes no sense; null where it does.</summary>
    public string? Problem() => this switch
    {
        _ when !FaultKinds.All.Contains(Kind) =>
            $"There is no fault '{Kind}'. The kinds are {string.Join(", ", FaultKinds.All)}.",
        { Count: < 1 } => "The count of a fault must be at least 1.",
        { Kind: FaultKinds.Delay or FaultKinds.Clock or FaultKinds.ShortLived, Seconds: null } => $"The fault '{Kind}' needs a number of seconds.",
        { Kind: FaultKinds.Delay, Seconds: < 0 } => "A delay cannot be negative.",
        { Seconds: > LongestSeconds or < -LongestSeconds or double.NaN } =>
            string.Create(CultureInfo.InvariantCulture, $"The seconds of a fault must lie within {LongestSeconds}."),
        _ => null,
    };
}
