using System.Globalization;
using RoleAssist.Contracts;
using RoleAssist.Core.Sessions;
using AssumeRoleStep = RoleAssist.Core.Chains.AssumeRoleStep;
using RoleChain = RoleAssist.Core.Chains.RoleChain;

namespace RoleAssist.Host.Presentation;

/// <summary>What both doors say to people in the same words.</summary>
internal static class Phrases
{
    public static string Until(DateTimeOffset? expiration) =>
        expiration is { } end ? $", until {end.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}" : "";

    /// <summary>Hours and minutes; STS counts in seconds, but nobody else does.</summary>
    public static string Lasting(int? seconds) => seconds switch
    {
        null => "as long as its source says",
        _ => Parts(TimeSpan.FromSeconds(seconds.Value)),
    };

    /// <summary>A plan in a few words: what it takes and how long it lasts.</summary>
    public static string Plan(PlannedSession plan)
    {
        var takes = plan.Route switch
        {
            SessionRoute.Live => "active",
            SessionRoute.Direct => "MFA code",
            SessionRoute.Primed => plan.TakesCode ? "MFA code" : "no MFA",
            _ => "no MFA",
        };
        var lasts = plan.LifetimeSeconds is { } seconds ? $" · {Lasting(seconds)}" : "";
        var renewed = plan.RenewableSeconds > plan.LifetimeSeconds ? $", renewed for {Lasting(plan.RenewableSeconds)}" : "";
        return takes + lasts + renewed;
    }

    public static string Kind(ProfileKind kind) => kind switch
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
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is a new kind."),
    };

    /// <summary>What the last role of a chain is assumed with: where the chain begins, and the roles on the way.</summary>
    public static string Source(RoleChain chain)
    {
        var kind = Kind(Enum.Parse<ProfileKind>(chain.Base.Kind.ToString()));
        var begin = chain.Base.Profile is { } profile && profile != chain.Profile ? $"{profile} ({kind})" : kind;
        return string.Join(" → ", chain.Steps.OfType<AssumeRoleStep>().SkipLast(1).Select(role => role.Profile).Prepend(begin));
    }

    private static string Parts(TimeSpan time)
    {
        var text = "";
        foreach (var (count, unit) in (ReadOnlySpan<(int, string)>)[((int)time.TotalHours, "h"), (time.Minutes, "min"), (time.Seconds, "s")])
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
