using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.TestInfrastructure.Sessions;

/// <summary>No other process runs.</summary>
public sealed class NoRunningSessions : IRunningSessions
{
    public Task<AwsCredentials?> FindAsync(RoleChain chain, CancellationToken cancellationToken) =>
        Task.FromResult<AwsCredentials?>(null);

    public Task<GrantedCredentials?> AskAsAgentAsync(
        AssumeTarget target,
        RoleChain chain,
        string? purpose,
        CancellationToken cancellationToken
    ) => Task.FromResult<GrantedCredentials?>(null);

    public Task<IReadOnlyList<ListedSession>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ListedSession>>([]);

    public Task EndAsync(string id, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task EndAllAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
