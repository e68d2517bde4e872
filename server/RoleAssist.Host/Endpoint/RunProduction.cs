using RoleAssist.Core.Agents;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.Endpoint;

/// <summary>Tells which profiles that an agent names are production, as this host reads the files and the settings.</summary>
internal sealed class RunProduction(Func<IProfileStore> store, RoleChainResolver resolver, AgentGuard guard)
{
    /// <summary>Counts those that are production. What cannot be resolved here counts, because nobody knows what it is.</summary>
    public async Task<int> CountAsync(IReadOnlyList<string> profiles, CancellationToken cancellationToken)
    {
        var files = await store().LoadAsync(cancellationToken).ConfigureAwait(false);
        return profiles.Count(profile =>
        {
            try
            {
                var chain = resolver.Resolve(files, new AssumeTarget { Profile = profile });
                return guard.IsProduction(chain, files);
            }
            catch (RoleAssistException)
            {
                return true;
            }
        });
    }
}
