namespace RoleAssist.Core.Profiles;

/// <summary>
/// The profiles that AWS' SDK for .NET and AWS Tools for PowerShell keep encrypted on Windows, beside the shared files, and
/// look for there first (https://docs.aws.amazon.com/sdk-for-net/v3/developer-guide/sdk-store.html).
/// </summary>
public interface INetSdkProfiles
{
    /// <summary>Their names, whose case does not matter; none where there is no such store.</summary>
    IReadOnlySet<string> Names { get; }
}
