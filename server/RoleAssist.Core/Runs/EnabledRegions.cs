using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>Asks an account for its enabled regions, at the endpoint that its profile specifies.</summary>
public sealed class EnabledRegions(IProfileStore store, RoleChainResolver resolver, IAccountRegions regions)
{
    /// <exception cref="RoleAssistException">Why the regions are not known.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(
        Session session,
        SelectedAccount account,
        CancellationToken cancellationToken
    )
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var named = account.Target.Profile ?? account.Target.SourceProfile;
        var endpoint = resolver.EndpointOf(
            AwsService.Ec2,
            profiles,
            named ?? ProfileNames.Default,
            Partitions.FromRegion(session.Chain.Region ?? session.Chain.Sts.SigningRegion)
        );
        return await regions.ListEnabledAsync(session, endpoint, cancellationToken).ConfigureAwait(false);
    }
}
