using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Core.Sessions;

/// <summary>What a host with a person behind it grants an agent.</summary>
/// <param name="Credentials">The credentials.</param>
/// <param name="RoleArn">The role that they are of; null for a source that is no role.</param>
public sealed record GrantedCredentials(AwsCredentials Credentials, string? RoleArn);

/// <summary>
/// Finds sessions in this user's other roleassist processes, so that one MFA code serves all of them.
/// </summary>
public interface IRunningSessions
{
    /// <summary>Finds valid credentials for a chain; null if no other process has any.</summary>
    Task<AwsCredentials?> FindAsync(RoleChain chain, CancellationToken cancellationToken);

    /// <summary>Asks a host with a person behind it for an agent's session; null if there is no such host.</summary>
    /// <param name="target">What to assume, with the agent's name.</param>
    /// <param name="chain">What that is in the files of this process.</param>
    /// <param name="purpose">What for, in the agent's words.</param>
    /// <param name="cancellationToken">Cancels the wait, which may be as long as a person thinks.</param>
    /// <exception cref="RoleAssistException">The host refuses.</exception>
    Task<GrantedCredentials?> AskAsAgentAsync(
        AssumeTarget target,
        RoleChain chain,
        string? purpose,
        CancellationToken cancellationToken
    );

    /// <summary>Lists the sessions of all processes, without secrets.</summary>
    Task<IReadOnlyList<ListedSession>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Ends a session in all processes that have it.</summary>
    /// <param name="id">Its <see cref="SessionId.ForCredentials"/>.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    Task EndAsync(string id, CancellationToken cancellationToken);

    /// <summary>Ends all sessions in all processes.</summary>
    Task EndAllAsync(CancellationToken cancellationToken);
}
