using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Console;

/// <summary>How long a console lasts.</summary>
/// <param name="Rule">How the credentials were obtained.</param>
/// <param name="Seconds">What AWS is asked for; null to let the console last as long as its credentials.</param>
public sealed record ConsoleLifetime(ConsoleRule Rule, int? Seconds)
{
    /// <summary>The bounds of <c>SessionDuration</c>, in seconds.</summary>
    private const int Shortest = 900;
    private const int Longest = 43_200;

    /// <summary>Whether a console may last longer than its credentials.</summary>
    public static bool IsAllowed(ConsoleRule rule) => rule is ConsoleRule.Direct or ConsoleRule.Sso;

    /// <summary>
    /// Whether a role can be assumed with a user's long-lived key itself, with an MFA code of its own if need be.
    /// </summary>
    public static bool CanBeDirect(RoleChain chain) =>
        chain is { Base.MayBeLongLived: true, IsChained: false, Steps: [AssumeRoleStep] };

    /// <summary>Whether a chain leads to a user with long-lived keys, who signs in as a federated user.</summary>
    public static bool IsUser(RoleChain chain) =>
        chain.Base.MayBeLongLived && chain.Steps is [] or [GetSessionTokenStep];

    /// <summary>Returns how a session was obtained.</summary>
    public static ConsoleRule RuleOf(Session session) =>
        session.IsDirect ? ConsoleRule.Direct : RuleOf(session.Chain, isPrimed: session.Chain.MfaSerial is not null);

    /// <summary>Returns how a session would be obtained.</summary>
    public static ConsoleRule RuleOf(PlannedSession planned) =>
        RuleOf(planned.Chain, isPrimed: planned.Route is SessionRoute.Primed);

    /// <summary>Checks the duration that the user wants.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public static void Require(int? seconds)
    {
        if (seconds is < Shortest or > Longest)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"A console cannot last {Format(seconds.Value)}.",
                "Use a duration from 15m to 12h."
            );
        }
    }

    /// <param name="rule">How the credentials were obtained.</param>
    /// <param name="wanted">The duration that the user wants.</param>
    public static ConsoleLifetime Choose(ConsoleRule rule, int? wanted) => new(rule, IsAllowed(rule) ? wanted : null);

    /// <summary>Says how long a console lasts, in one or two sentences.</summary>
    /// <param name="left">How long its credentials last; null if unknown.</param>
    /// <param name="wanted">The duration that the user wants.</param>
    public string Describe(TimeSpan? left, int? wanted)
    {
        if (Seconds is { } seconds)
        {
            return $"The console lasts {Format(seconds)}.";
        }

        var begin = left is { } time
            ? $"The console lasts {Format((int)time.TotalSeconds)}, as long as its credentials."
            : "The console lasts as long as its credentials.";
        return (Rule, Reason, wanted) switch
        {
            (ConsoleRule.FederatedUser, _, _) => begin,
            (ConsoleRule.Primed, _, null) =>
                $"{begin} On request it lasts up to {Format(Longest)}, for an MFA code of its own.",
            (_, null, _) => $"{begin} On request it lasts up to {Format(Longest)}.",
            (_, { } reason, not null) => $"{begin} It cannot last {Format(wanted.Value)}: {reason}.",
            (_, { } reason, null) => $"{begin} It cannot last longer: {reason}.",
        };
    }

    /// <summary>Says how long the console of a planned session would last.</summary>
    public static string Explain(PlannedSession planned)
    {
        var rule = RuleOf(planned);
        return Choose(rule, wanted: null)
            .Describe(
                    // STS' default for GetFederationToken.
                    rule is ConsoleRule.FederatedUser
                        ? TimeSpan.FromSeconds(Longest)
                    : planned.LifetimeSeconds is { } seconds ? TimeSpan.FromSeconds(seconds)
                    : null,
                wanted: null
            );
    }

    /// <summary>Formats a duration as hours and minutes, to the nearest minute.</summary>
    internal static string Format(int seconds) =>
        ((seconds + 30) / 3_600, (seconds + 30) % 3_600 / 60) switch
        {
            (0, 0) => $"{seconds} s",
            (0, var minutes) => $"{minutes} min",
            (var hours, 0) => $"{hours} h",
            var (hours, minutes) => $"{hours} h {minutes} min",
        };

    private string? Reason =>
        Rule switch
        {
            ConsoleRule.Chained => "AWS sets no other duration after role chaining",
            ConsoleRule.Primed =>
                "AWS sets no other duration for a role assumed with a user's session (GetSessionToken)",
            ConsoleRule.Unknown => "RoleAssist cannot tell whether AWS would accept another duration",
            _ => null,
        };

    private static ConsoleRule RuleOf(RoleChain chain, bool isPrimed) =>
        chain switch
        {
            _ when IsUser(chain) => ConsoleRule.FederatedUser,
            { Steps: [], Base: SsoSource } => ConsoleRule.Sso,
            { Steps: [.., AssumeRoleStep], IsChained: true } => ConsoleRule.Chained,

            // A program may print long-lived keys or temporary ones, and a code may have been spent either way.
            { Base: ProcessSource } => ConsoleRule.Unknown,
            _ when CanBeDirect(chain) => isPrimed ? ConsoleRule.Primed : ConsoleRule.Direct,
            _ => ConsoleRule.Unknown,
        };
}
