using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Accounts;

/// <summary>Knows which regions are enabled in an account.</summary>
public interface IAccountRegions
{
    /// <param name="session">A session in the account.</param>
    /// <param name="endpoint">The endpoint of EC2 to ask.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.AccessDenied"/> if the role may not ask.
    /// </exception>
    Task<IReadOnlyList<string>> ListEnabledAsync(
        Session session,
        ServiceEndpoint endpoint,
        CancellationToken cancellationToken
    );
}
