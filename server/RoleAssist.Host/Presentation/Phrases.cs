using System.Globalization;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Presentation;

/// <summary>Texts that the command line and the editor share.</summary>
internal static class Phrases
{
    /// <summary>
    /// Returns the end of a session as an addition to a sentence; empty if the session does not expire.
    /// </summary>
    public static string Until(DateTimeOffset? expiration) =>
        expiration is { } end
            ? $", until {end.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}"
            : "";

    /// <summary>Formats a lifetime in seconds as hours, minutes and seconds.</summary>
    public static string FormatDuration(int? seconds) =>
        seconds switch
        {
            null => "determined by its source",
            _ => Parts(TimeSpan.FromSeconds(seconds.Value)),
        };

    /// <summary>Summarizes a plan: whether it needs an MFA code and how long the session lasts.</summary>
    public static string Plan(PlannedSession plan)
    {
        var takes = plan.Route switch
        {
            SessionRoute.Existing => "active",
            SessionRoute.Direct => "MFA code",
            SessionRoute.Primed => plan.NeedsCode ? "MFA code" : "no MFA",
            _ => "no MFA",
        };
        var lasts = plan.LifetimeSeconds is { } seconds ? $" · {FormatDuration(seconds)}" : "";
        var renewed =
            plan.RenewableSeconds > plan.LifetimeSeconds
                ? $", renewed for {FormatDuration(plan.RenewableSeconds)}"
                : "";
        return takes + lasts + renewed;
    }

    public static string Kind(ProfileKind kind) =>
        kind switch
        {
            ProfileKind.Settings => "",
            ProfileKind.Role => "role",
            ProfileKind.AccessKey => "access key",
            ProfileKind.Environment => "environment",
            ProfileKind.InstanceMetadata => "instance",
            ProfileKind.Container => "container",
            ProfileKind.SsoSession or ProfileKind.Sso => "SSO",
            ProfileKind.WebIdentity => "web identity",
            ProfileKind.Process => "program",
            ProfileKind.Login => "console login",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown profile kind."),
        };

    /// <summary>
    /// Describes how the last role of a chain is reached: the source of the chain and the roles before it.
    /// </summary>
    public static string Source(RoleChain chain)
    {
        var kind = Kind(chain.Base.Kind);
        var begin = chain.Base.Profile is { } profile && profile != chain.Profile ? $"{profile} ({kind})" : kind;
        return string.Join(
            " → ",
            chain.Steps.OfType<AssumeRoleStep>().SkipLast(1).Select(role => role.Profile).Prepend(begin)
        );
    }

    private static string Parts(TimeSpan time)
    {
        var text = "";
        foreach (
            var (count, unit) in (ReadOnlySpan<(int, string)>)
                [((int)time.TotalHours, "h"), (time.Minutes, "min"), (time.Seconds, "s")]
        )
        {
            text = (count, text) switch
            {
                (0, _) => text,
                (_, "") => $"{count} {unit}",
                _ => $"{text} {count} {unit}",
            };
        }

        return text;
    }
}
