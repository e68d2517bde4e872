using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>Gets the credentials at the start of a chain from their source.</summary>
public interface ICredentialProvider
{
    /// <summary>
    /// Returns the current credentials. A call may run a program or call a service, but never waits for user input.
    /// </summary>
    /// <exception cref="RoleAssistException">The source has no credentials; the hint says what to do.</exception>
    Task<AwsCredentials> GetAsync(CredentialSource source, CancellationToken cancellationToken);
}
