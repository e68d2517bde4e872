using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

internal static class ProfileErrors
{
    /// <summary>A setting that cannot work, told with its place.</summary>
    public static RoleAssistException Invalid(this Profile profile, string setting, string message, string hint) =>
        new(ErrorCode.ConfigurationInvalid, message, hint) { Profile = profile.Name, Location = profile.LocationOf(setting) };
}
