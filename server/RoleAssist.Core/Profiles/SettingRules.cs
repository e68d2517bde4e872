using System.Globalization;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>Checks settings for values and names that are invalid in any use of the profile.</summary>
public static class SettingRules
{
    private static readonly (string Name, string Setting, Func<string, bool> IsValid, string Message)[] Rules =
    [
        (
            "DurationNotWhole",
            ProfileSettings.DurationSeconds,
            value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            "duration_seconds must be a whole number, such as 3600. The AWS CLI and boto3 silently ignore other "
                + "values."
        ),
    ];

    public static IEnumerable<Problem> Check(IReadOnlyList<Profile> profiles) =>
        Values(profiles).Concat(Names(profiles));

    /// <summary>
    /// Finds misspelled settings that determine the identity. AWS tools ignore them, which results in another identity
    /// than intended, or the same without its MFA device or external ID.
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
                    meant[name] = near = SettingNames.FindMisspelled(name);
                }

                if (near is not null && profile[near] is null)
                {
                    yield return new Problem(
                        ErrorCode.ConfigurationInvalid,
                        ProblemSeverity.Error,
                        $"'{name}' is not a setting, so AWS tools ignore it. Did you mean '{near}'?",
                        setting.Location,
                        "SettingMisspelt"
                    )
                    {
                        Subject = profile.Name,
                        DisablesProfile = true,
                    };
                }
            }
        }
    }

    private static IEnumerable<Problem> Values(IReadOnlyList<Profile> profiles)
    {
        foreach (var profile in profiles)
        {
            foreach (var rule in Rules)
            {
                if (profile[rule.Setting] is { } value && !rule.IsValid(value))
                {
                    yield return new Problem(
                        ErrorCode.ConfigurationInvalid,
                        ProblemSeverity.Error,
                        $"Profile '{profile.Name}': {rule.Message}",
                        profile.LocationOf(rule.Setting),
                        rule.Name
                    );
                }
            }
        }
    }
}
