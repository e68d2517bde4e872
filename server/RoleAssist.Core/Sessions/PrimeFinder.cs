using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Finds the sessions of users that chains can start with, so that they need no code: of this process or of another one,
/// which serves them where the user itself was requested.
/// </summary>
public sealed class PrimeFinder(
    IProfileStore store,
    RoleChainResolver resolver,
    SessionIssuer issuer,
    SessionRegistry registry
)
{
    /// <summary>Puts the primes that are found into the registry.</summary>
    /// <param name="wanted">The targets and their chains.</param>
    /// <param name="options">Which profiles count, and whether other processes are asked.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task FindAsync(
        IReadOnlyList<(AssumeTarget Target, RoleChain Chain)> wanted,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var missing = wanted
            .Select(one => one.Chain)
            .Where(chain => registry.FindFresh(SessionId.FromChain(chain)) is null)
            .DistinctBy(chain => (PrimeKey.FromChain(chain), chain.Base.Profile))
            .Where(chain => PrimeKey.FromChain(chain) is { } key && registry.FindPrime(key) is null)
            .ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var profiles = await options.LoadAsync(store, cancellationToken).ConfigureAwait(false);
        foreach (var chain in missing)
        {
            if (
                UserOf(profiles, chain) is { } user
                && (
                    registry.FindFresh(user.Id)
                    ?? await issuer
                        .FindInOtherProcessesAsync(user, options with { Identify = false }, cancellationToken)
                        .ConfigureAwait(false)
                )
                    is { Credentials: var credentials }
            )
            {
                registry.PutPrime(PrimeKey.FromChain(chain)!, new Prime(credentials));
            }
        }
    }

    /// <summary>Returns the session of the user that a chain begins with; null if it would not serve as its prime.</summary>
    private PlannedSession? UserOf(ProfileSet profiles, RoleChain chain)
    {
        try
        {
            return
                chain.Base.Profile is { } profile
                && resolver.Resolve(profiles, new AssumeTarget { Profile = profile })
                    is { Steps: [GetSessionTokenStep] } user
                && PrimeKey.FromChain(user) == PrimeKey.FromChain(chain)
                ? new PlannedSession(user, SessionRoute.Plain, null)
                : null;
        }
        catch (RoleAssistException)
        {
            return null;
        }
    }
}
