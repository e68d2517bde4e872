using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>The user's other processes, which hold nothing unless the test says so.</summary>
internal sealed class FakeRunningSessions : IRunningSessions
{
    public Func<RoleChain, AwsCredentials?> Find { get; set; } = _ => null;

    /// <summary>The profiles whose sessions were looked for.</summary>
    public List<string> Asked { get; } = [];

    public Task<AwsCredentials?> FindAsync(RoleChain chain, CancellationToken cancellationToken)
    {
        Asked.Add(chain.Profile);
        return Task.FromResult(Find(chain));
    }
}
