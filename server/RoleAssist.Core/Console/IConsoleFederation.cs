using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Console;

/// <summary>Exchanges credentials for a sign-in token.</summary>
public interface IConsoleFederation
{
    /// <summary>
    /// Gets a token that signs a browser in within 15 minutes. It is as good as the credentials until then.
    /// </summary>
    /// <param name="credentials">The credentials of a role or a federated user.</param>
    /// <param name="durationSeconds">How long the console lasts; null for as long as the credentials.</param>
    /// <param name="endpoint">The federation endpoint.</param>
    /// <param name="profile">The profile, for messages.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RoleAssistException">One of the 4xx or 5xx codes.</exception>
    Task<string> GetSignInTokenAsync(
        AwsCredentials credentials,
        int? durationSeconds,
        ServiceEndpoint endpoint,
        string profile,
        CancellationToken cancellationToken
    );
}
