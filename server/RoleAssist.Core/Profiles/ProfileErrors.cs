using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

internal static class ProfileErrors
{
    /// <summary>
    /// Creates the error for an invalid setting, with its location, or its section's if the setting is missing: an
    /// invalid argument if it came with the request, else an invalid configuration.
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
            Location = profile.LocationOf(setting) ?? profile.Location,
        };

    /// <summary>
    /// Creates the error for a profile that describes neither a role nor a source. A mistake in the files that may hide
    /// part of it is reported first.
    /// </summary>
    /// <param name="profiles">The AWS files.</param>
    /// <param name="profile">The profile without credentials.</param>
    /// <param name="reference">The line that names it as a source; null if it is the one that was asked for.</param>
    public static RoleAssistException NoCredentials(
        this ProfileSet profiles,
        Profile profile,
        SourceLocation? reference = null
    ) =>
        profiles.Hiding is { } hiding
            ? new RoleAssistException(
                hiding.Code,
                $"Profile '{profile.Name}' has no readable credentials: {hiding.Message}",
                "Fix that first."
            )
            {
                Profile = profile.Name,
                Location = hiding.Location,
            }
            : new RoleAssistException(
                ErrorCode.CredentialsMissing,
                $"Profile '{profile.Name}' did not contain credential information: it has no credentials and no way to "
                    + "get them.",
                profile[ProfileSettings.SourceProfile] is not null
                    ? "It has a source_profile but no role_arn: add the role_arn of the role to assume."
                    : "Add access keys, a role_arn with a source_profile, an sso_session or a credential_process."
            )
            {
                Profile = profile.Name,
                Location = reference,
            };
}
