using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>The sessions of the user's other processes; none unless the test provides them.</summary>
internal sealed class FakeRunningSessions : IRunningSessions
{
    public Func<RoleChain, AwsCredentials?> Find { get; set; } = _ => null;

    /// <summary>Gets or sets what a person's host grants an agent.</summary>
    public Func<AssumeTarget, GrantedCredentials?> Grant { get; set; } = _ => null;

    /// <summary>Gets the profiles whose sessions were requested.</summary>
    public List<string> Asked { get; } = [];

    public Task<AwsCredentials?> FindAsync(RoleChain chain, CancellationToken cancellationToken)
    {
        Asked.Add(chain.Profile);
        return Task.FromResult(Find(chain));
    }

    /// <summary>Gets the ids of the sessions that were ended in all processes.</summary>
    public List<string> Ended { get; } = [];

    public Task<GrantedCredentials?> AskAsAgentAsync(
        AssumeTarget target,
        RoleChain chain,
        string? purpose,
        CancellationToken cancellationToken
    ) => Task.FromResult(Grant(target));

    public Task<IReadOnlyList<ListedSession>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ListedSession>>([]);

    public Task EndAsync(string id, CancellationToken cancellationToken)
    {
        Ended.Add(id);
        return Task.CompletedTask;
    }

    public Task EndAllAsync(CancellationToken cancellationToken) => EndAsync("all", cancellationToken);
}
