using System.Globalization;
using System.Text.Json.Serialization;

namespace RoleAssist.Sandbox.Faults;

/// <summary>Specifies which calls a fault affects, and its extent.</summary>
/// <param name="Count">
/// The number of calls, for each account; null for 1, or for all calls if the fault is a wrong clock or a rate.
/// </param>
/// <param name="Seconds">
/// The length of a delay or of a short session, or how far the clock is ahead (negative: behind).
/// </param>
/// <param name="Action">The action of the affected calls; null for any action.</param>
/// <param name="Accounts">
/// The accounts of the affected calls: that of the role to assume, or else that of the caller. Null for any account.
/// </param>
/// <param name="PerSecond">The calls in a second that are not throttled; null to throttle every call.</param>
public sealed record FaultOptions(
    int? Count = null,
    double? Seconds = null,
    string? Action = null,
    IReadOnlyList<string>? Accounts = null,
    int? PerSecond = null
);

/// <summary>The available kinds of faults.</summary>
public static class FaultKinds
{
    public const string Throttle = "throttle";
    public const string InternalFailure = "500";
    public const string Delay = "delay";
    public const string Reset = "reset";
    public const string Garbage = "garbage";
    public const string Clock = "clock";

    /// <summary>An STS error document with the root element <c>Error</c> and an empty message.</summary>
    public const string BareError = "bare-error";

    /// <summary>STS credentials whose expiration has nanoseconds.</summary>
    public const string Nanoseconds = "nanoseconds";

    /// <summary>STS credentials whose access key ID has 104 characters.</summary>
    public const string LongKey = "long-key";

    /// <summary>
    /// STS credentials that expire after a number of seconds, which may be fewer than STS ever grants.
    /// </summary>
    public const string ShortLived = "short-lived";

    /// <summary>
    /// An STS error that the credentials of the call have expired, as after their session has been revoked.
    /// </summary>
    public const string Expired = "expired";

    /// <summary>A response without a <c>Date</c> header.</summary>
    public const string NoDate = "no-date";

    /// <summary>
    /// A refusal, as if a policy denied the call, which is not carried out. STS, Organizations and EC2 refuse only calls
    /// of an action or account that the fault names.
    /// </summary>
    public const string AccessDenied = "access-denied";

    /// <summary>A call that is carried out, whose connection closes without an answer.</summary>
    public const string LostAnswer = "lost-answer";

    /// <summary>
    /// Identity Center: a device code for which nobody has decided yet, whatever was decided.
    /// </summary>
    public const string OidcPending = "oidc-pending";

    /// <summary>Identity Center: a device code that was asked for too soon, whenever it was.</summary>
    public const string OidcSlowDown = "oidc-slow-down";

    /// <summary>
    /// Sign-In: a refusal because the user's password has changed since. It ends the login that the call was for.
    /// </summary>
    public const string SignInPasswordChanged = "signin-password-changed";

    /// <summary>Cancels all armed faults.</summary>
    public const string None = "none";

    public static IReadOnlyList<string> All { get; } =
    [
        Throttle,
        InternalFailure,
        Delay,
        Reset,
        Garbage,
        Clock,
        BareError,
        Nanoseconds,
        LongKey,
        ShortLived,
        Expired,
        NoDate,
        AccessDenied,
        LostAnswer,
        OidcPending,
        OidcSlowDown,
        SignInPasswordChanged,
        None,
    ];

    /// <summary>
    /// Whether a fault can affect any service. The others affect the calls of one service, or only what they name.
    /// </summary>
    internal static bool IsForAnyService(string kind) =>
        kind is not (AccessDenied or OidcPending or OidcSlowDown or SignInPasswordChanged);
}

/// <summary>A request to arm a fault, as it is sent to a running sandbox.</summary>
internal sealed record FaultRequest(
    string Kind,
    int? Count,
    double? Seconds,
    string? Action,
    IReadOnlyList<string>? Accounts,
    int? PerSecond
)
{
    private const double LongestSeconds = 366 * 24 * 3600;

    /// <summary>Whether the fault affects only some actions or accounts.</summary>
    [JsonIgnore]
    public bool IsAimed => Action is not null || Accounts is not null;

    /// <summary>Describes what is wrong with the request; null if it is valid.</summary>
    public string? Problem() =>
        this switch
        {
            _ when !FaultKinds.All.Contains(Kind) =>
                $"Unknown fault '{Kind}'. Available faults: {string.Join(", ", FaultKinds.All)}.",
            { PerSecond: not null, Kind: not FaultKinds.Throttle } =>
                $"Only the fault '{FaultKinds.Throttle}' can have a number of calls per second.",
            { PerSecond: < 1 } => "The number of calls per second must be at least 1.",
            { Accounts: { } accounts } when accounts.FirstOrDefault(id => !IsAccount(id)) is { } other =>
                $"'{other}' is not the ID of an account, which has 12 digits.",
            { Accounts: [] } => "The list of accounts must not be empty.",
            { Count: < 1 } => "The count of a fault must be at least 1.",
            { Kind: FaultKinds.Delay or FaultKinds.Clock or FaultKinds.ShortLived, Seconds: null } =>
                $"The fault '{Kind}' " + "requires a number of seconds.",
            { Kind: FaultKinds.Delay, Seconds: < 0 } => "A delay cannot be negative.",
            { Seconds: > LongestSeconds or < -LongestSeconds or double.NaN } => string.Create(
                CultureInfo.InvariantCulture,
                $"The seconds of a fault must not exceed {LongestSeconds}."
            ),
            _ => null,
        };

    private static bool IsAccount(string id) => id.Length == 12 && id.All(char.IsAsciiDigit);
}
