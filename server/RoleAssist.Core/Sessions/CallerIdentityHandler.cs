using RoleAssist.Core.Chains;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Sessions;

/// <summary>Gets caller identities from AWS.</summary>
public sealed class CallerIdentityHandler(
    IProfileStore store,
    RoleChainResolver resolver,
    SessionService sessions,
    ICredentialProvider provider,
    ISecurityTokenService sts
)
{
    /// <summary>Gets the identity of a session.</summary>
    public async Task<IdentifiedCaller> HandleAsync(Session session, CancellationToken cancellationToken)
    {
        var identity = await sts.GetCallerIdentityAsync(session.Credentials, session.Chain.Sts, cancellationToken)
            .ConfigureAwait(false);
        return new IdentifiedCaller(identity, session.Profile, session.Credentials.Expiration);
    }

    /// <summary>Gets the identity of a target. If the target has no role, its own credentials are used.</summary>
    public async Task<IdentifiedCaller> HandleAsync(
        AssumeTarget target,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var chain = resolver.Resolve(await store.LoadAsync(cancellationToken).ConfigureAwait(false), target);
        if (chain.Steps is [.., AssumeRoleStep])
        {
            return await HandleAsync(
                    await sessions
                        .AssumeAsync(target, options with { Identify = false }, cancellationToken)
                        .ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        var credentials = await provider.GetAsync(chain.Base, cancellationToken).ConfigureAwait(false);
        var identity = await sts.GetCallerIdentityAsync(credentials, chain.Sts, cancellationToken)
            .ConfigureAwait(false);
        return new IdentifiedCaller(identity, chain.Base.Profile, credentials.Expiration);
    }
}
