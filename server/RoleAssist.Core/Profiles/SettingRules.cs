using System.Globalization;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>Values that cannot be what their setting means, whoever uses the profile.</summary>
public static class SettingRules
{
    private static readonly (string Name, string Setting, Func<string, bool> IsValid, string Message)[] Rules =
    [
        (
            "DurationNotWhole",
            ProfileSettings.DurationSeconds,
            value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            "duration_seconds is a whole number of seconds, such as 3600. The AWS CLI and boto3 pass over anything else without a word."),
    ];

    public static IEnumerable<Problem> Check(IReadOnlyList<Profile> profiles) => Values(profiles).Concat(Names(profiles));

    /// <summary>
    /// A setting that is nearly one of those that decide who somebody is. AWS' tools pass over it, and then it is another
    /// identity than its author wrote, or the same without its MFA device or external ID.
    /// </summary>
    private static IEnumerable<Problem> Names(IReadOnlyList<Profile> profiles)
    {
        var meant = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var profile in profiles)
        {
            foreach (var (name, setting) in profile.Settings)
            {
                if (!meant.TryGetValue(name, out var near))
                {
                    meant[name] = near = SettingNames.MeantBy(name);
                }

                if (near is not null && profile[near] is null)
                {
                    yield return new Problem(
                        ErrorCode.ConfigurationInvalid,
                        ProblemSeverity.Error,
                        $"'{name}' is not a setting, and AWS' tools pass over it. Did you mean '{near}'?",
                        setting.Location,
                        "SettingMisspelt")
                    { Subject = profile.Name, StopsProfile = true };
                }
            }
        }
    }

    private static IEnumerable<Problem> Values(IEnumerable<Profile> profiles) =>
        from profile in profiles
        from rule in Rules
        where profile[rule.Setting] is { } value && !rule.IsValid(value)
        select new Problem(
            ErrorCode.ConfigurationInvalid,
            ProblemSeverity.Error,
            $"Profile '{profile.Name}': {rule.Message}",
            profile.LocationOf(rule.Setting),
            rule.Name);
}
