using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

internal static class ProfileErrors
{
    /// <summary>A setting that cannot work, told with its place; one that came with the request is the request's mistake.</summary>
    public static RoleAssistException Invalid(this Profile profile, string setting, string message, string hint) =>
        new(profile.Settings.GetValueOrDefault(setting) is { IsOption: true } ? ErrorCode.InvalidArgument : ErrorCode.ConfigurationInvalid, message, hint)
        {
            Profile = profile.Name,
            Location = profile.LocationOf(setting),
        };
}
