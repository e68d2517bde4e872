using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Finds sessions in this user's other roleassist processes, so that one MFA code serves all of them.
/// </summary>
public interface IRunningSessions
{
    /// <summary>Finds valid credentials for a chain; null if no other process has any.</summary>
    Task<AwsCredentials?> FindAsync(RoleChain chain, CancellationToken cancellationToken);
}
