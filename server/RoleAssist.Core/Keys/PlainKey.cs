using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Keys;

/// <summary>A long-lived key in plain text in an AWS file.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="AccessKeyId">The key's ID.</param>
/// <param name="Location">The line of the key.</param>
public sealed record PlainKey(string Profile, string AccessKeyId, SourceLocation Location)
{
    public static IEnumerable<PlainKey> In(ProfileSet profiles) =>
        profiles
            .Profiles.Where(LongLivedKeys.IsInFile)
            .Select(profile =>
                profile.LocationOf(ProfileSettings.AccessKeyId) is { } location
                    ? new PlainKey(profile.Name, profile[ProfileSettings.AccessKeyId]!, location)
                    : null
            )
            .OfType<PlainKey>();
}
