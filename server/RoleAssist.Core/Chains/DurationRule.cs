using System.Globalization;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>The bounds of a duration, in seconds.</summary>
internal sealed record DurationRule(int Shortest, int Longest)
{
    /// <summary>Returns the duration that the profile specifies; null if it specifies none.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>, at its line.</exception>
    public int? Read(Profile profile)
    {
        if (profile[ProfileSettings.DurationSeconds] is not { } text)
        {
            return null;
        }

        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= Shortest
            && seconds <= Longest
            ? seconds
            : throw profile.Invalid(
                ProfileSettings.DurationSeconds,
                $"duration_seconds = {text} of profile '{profile.Name}' is not a duration in seconds that STS accepts.",
                $"Use a whole number from {Shortest} to {Longest}."
            );
    }
}
