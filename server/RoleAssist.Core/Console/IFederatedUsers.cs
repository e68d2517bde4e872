using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Console;

/// <summary>
/// Gets temporary credentials that the console accepts for a user without a role
/// (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html).
/// </summary>
public interface IFederatedUsers
{
    /// <param name="credentials">The user's long-lived keys.</param>
    /// <param name="user">Whom to get credentials for.</param>
    /// <param name="endpoint">The STS endpoint.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RoleAssistException">One of the 4xx or 5xx codes.</exception>
    Task<AssumedRole> GetFederationTokenAsync(
        AwsCredentials credentials,
        FederatedUser user,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    );
}
