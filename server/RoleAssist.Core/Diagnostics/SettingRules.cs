using System.Globalization;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Diagnostics;

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

    public static IEnumerable<Problem> Check(IEnumerable<Profile> profiles) =>
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
