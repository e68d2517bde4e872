using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

internal static class ProfileErrors
{
    /// <summary>
    /// Creates the error for an invalid setting, with its location: an invalid argument if it came with the request,
    /// else an invalid configuration.
    /// </summary>
    public static RoleAssistException Invalid(this Profile profile, string setting, string message, string hint) =>
        new(
            profile.Settings.GetValueOrDefault(setting) is { IsOption: true }
                ? ErrorCode.InvalidArgument
                : ErrorCode.ConfigurationInvalid,
            message,
            hint
        )
        {
            Profile = profile.Name,
            Location = profile.LocationOf(setting),
        };
}
