using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>Gets the credentials that a chain begins with from where they are.</summary>
public interface ICredentialProvider
{
    /// <summary>The credentials as they are now. Each call may run a program or ask a service; none waits for a person.</summary>
    /// <exception cref="RoleAssistException">Why there are none, and what to do about it.</exception>
    Task<AwsCredentials> GetAsync(CredentialSource source, CancellationToken cancellationToken);
}
