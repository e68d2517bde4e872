namespace RoleAssist.Core.Profiles;

/// <summary>
/// The encrypted profile store of the AWS SDK for .NET and AWS Tools for PowerShell on Windows. They search it before
/// the shared files (https://docs.aws.amazon.com/sdk-for-net/v3/developer-guide/sdk-store.html).
/// </summary>
public interface INetSdkProfiles
{
    /// <summary>Gets the names of its profiles, compared ignoring case; empty if there is no such store.</summary>
    IReadOnlySet<string> Names { get; }
}
