using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Sessions;

/// <summary>The sessions that this user's other roleassist processes hold: an MFA code that one of them took serves all.</summary>
public interface IRunningSessions
{
    /// <summary>The credentials that a chain leads to; null where no other process has good ones.</summary>
    Task<AwsCredentials?> FindAsync(RoleChain chain, CancellationToken cancellationToken);
}
