using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace RoleAssist.AwsToolsStandIn;

/// <summary>The profiles of the shared files, as the AWS SDK that this is built on reads them.</summary>
internal static class StoredProfiles
{
    /// <summary>The profiles that the cmdlets go on to by themselves.</summary>
    public static readonly string[] Defaults = ["default", "AWS PS Default"];

    /// <param name="name">The profile.</param>
    /// <param name="location">
    /// The credentials file, passed on as it is: neither <c>~</c> nor PowerShell's location is resolved.
    /// </param>
    public static AWSCredentials? Find(string name, string? location)
    {
        if (!new CredentialProfileStoreChain(location).TryGetAWSCredentials(name, out var credentials))
        {
            return null;
        }

        if (credentials is AssumeRoleAWSCredentials { Options.MfaSerialNumber.Length: > 0 } role)
        {
            // The real cmdlets ask at each call, on the console.
            role.Options.MfaTokenCodeCallback = () =>
            {
                Console.Write("Enter MFA code:");
                return Console.ReadLine();
            };
        }

        return credentials;
    }

    public static string? RegionOf(string name) =>
        new CredentialProfileStoreChain().TryGetProfile(name, out var profile) ? profile.Region?.SystemName : null;
}
