using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>Tells which keys in the AWS files are long-lived ones of an IAM user.</summary>
public static class LongLivedKeys
{
    /// <summary>
    /// The prefix of long-lived access key IDs
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids).
    /// </summary>
    private const string Prefix = "AKIA";

    /// <summary>Whether an AWS file has such a key of this profile in plain text.</summary>
    public static bool IsInFile(Profile profile) =>
        !profile.IsSandbox
        && CredentialSourceResolver.HasKeys(profile)
        && profile[ProfileSettings.AccessKeyId]!.StartsWith(Prefix, StringComparison.Ordinal)
        && (profile[ProfileSettings.SessionToken] ?? profile[ProfileSettings.SecurityToken]) is null;
}
