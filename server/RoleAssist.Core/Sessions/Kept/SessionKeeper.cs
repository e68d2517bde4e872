using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Sessions.Kept;

/// <summary>
/// Shares sessions with this user's other processes, and with those to come: looks for kept ones before any is
/// requested from AWS, and keeps what AWS issued.
/// </summary>
public sealed class SessionKeeper(IKeptSessionStore store, SessionRegistry registry, TimeProvider time)
{
    /// <summary>Raised after a session of this process was kept.</summary>
    public event Action? Kept;

    /// <summary>
    /// Raised once, after a code was spent for a session that is not kept because the vault is locked, or because there
    /// is none: the next process will need another code.
    /// </summary>
    public event Action<KeepingState>? NotKept;

    /// <summary>What to tell the user about a vault that is locked.</summary>
    public const string NotKeptRemark =
        "The session is kept in memory only, because the vault is locked: other windows and shells need a code of their own.";

    /// <summary>Gets whether sessions can be kept now, with these options.</summary>
    public async Task<KeepingState> GetStateAsync(SessionOptions options, CancellationToken cancellationToken) =>
        options.Keep ? await store.ProbeAsync(cancellationToken).ConfigureAwait(false) : KeepingState.Off;

    /// <summary>Puts kept sessions and primes of these chains into the registry, where they are fresher.</summary>
    public async Task RecallAsync(
        IReadOnlyList<(AssumeTarget Target, RoleChain Chain)> wanted,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var missing = wanted.Where(one => options.Keep && IsKeepable(one.Chain) && !IsFresh(one.Chain)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var kept = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (target, chain) in missing)
        {
            RecallPrime(kept, chain);
            if (!options.ForceRefresh)
            {
                RecallSession(kept, target, chain);
            }
        }
    }

    /// <summary>
    /// Waits until no other process requests this session. Another one may have kept it by then: recall again.
    /// </summary>
    /// <param name="chain">The chain of the session.</param>
    /// <param name="needsCode">
    /// Whether a code is about to be spent, which serves all sessions behind the device.
    /// </param>
    /// <param name="options">Whether sessions are kept at all.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<IDisposable?> TakeTurnAsync(
        RoleChain chain,
        bool needsCode,
        SessionOptions options,
        CancellationToken cancellationToken
    ) =>
        IsKeepable(chain) && await GetStateAsync(options, cancellationToken).ConfigureAwait(false) == KeepingState.On
            ? await store
                .TakeTurnAsync(
                    needsCode && KeptGrant.PrimeOf(chain) is { } prime ? prime : SessionId.ForCredentials(chain).Value,
                    cancellationToken
                )
                .ConfigureAwait(false)
            : null;

    /// <summary>Learns that a code was spent for a session that is not kept.</summary>
    public async Task ReportNotKeptAsync(SessionOptions options, CancellationToken cancellationToken)
    {
        if (
            NotKept is { } notKept
            && await GetStateAsync(options, cancellationToken).ConfigureAwait(false) is var state
            && state is KeepingState.Locked or KeepingState.Unavailable
        )
        {
            NotKept = null;
            notKept(state);
        }
    }

    /// <summary>Keeps a session, and the prime it started with.</summary>
    /// <returns>Whether it is kept.</returns>
    public async Task<bool> KeepAsync(Session session, CancellationToken cancellationToken)
    {
        var (chain, now) = (session.Chain, time.GetUtcNow());
        if (!IsKeepable(chain) || session.Credentials is not { IsTemporary: true, Expiration: not null })
        {
            return false;
        }

        var prime = FindPrime(chain);
        var kept = new KeptSession(
            SessionId.ForCredentials(chain).Value,
            session.Profile,
            session.Account,
            session.Arn,
            session.Credentials,
            now,
            prime?.Id,
            KeptGrant.VaultKeyOf(chain),
            session.IsDirect
        );
        var isKept = await store
            .ChangeAsync(
                all => Add(all, prime) with { Sessions = [.. all.Sessions.Where(other => other.Id != kept.Id), kept] },
                cancellationToken
            )
            .ConfigureAwait(false);
        Kept?.Invoke();
        return isKept;
    }

    /// <summary>Keeps the prime of a chain: a code was spent for it, even if the role behind it was refused.</summary>
    public async Task KeepPrimeAsync(RoleChain chain, CancellationToken cancellationToken)
    {
        if (FindPrime(chain) is { } prime)
        {
            await store.ChangeAsync(all => Add(all, prime), cancellationToken).ConfigureAwait(false);
        }
    }

    private KeptPrime? FindPrime(RoleChain chain) =>
        PrimeKey.FromChain(chain) is { } key && registry.FindPrime(key) is { } live
            ? new KeptPrime(key.Digest, live.Credentials, time.GetUtcNow(), KeptGrant.VaultKeyOf(chain))
            : null;

    private static KeptSessions Add(KeptSessions all, KeptPrime? prime) =>
        prime is null || all.Primes.Any(other => other.Id == prime.Id && other.Credentials == prime.Credentials)
            ? all
            : all with
            {
                Primes = [.. all.Primes.Where(other => other.Id != prime.Id), prime],
            };

    /// <summary>
    /// Whether a session is worth keeping: what STS or Identity Center issued. The sandbox of this process ends with
    /// it, and what another program hands out is that program's to keep: it may be RoleAssist, which must not wait for
    /// its own turn.
    /// </summary>
    public static bool IsKeepable(RoleChain chain) =>
        chain is { IsSandbox: false, Base: not ProcessSource }
        && (chain.Steps.Count > 0 || chain.Base is SsoSource or WebIdentitySource);

    private bool IsFresh(RoleChain chain) => registry.FindFresh(SessionId.FromChain(chain)) is not null;

    private void RecallPrime(KeptSessions kept, RoleChain chain)
    {
        if (
            PrimeKey.FromChain(chain) is { } key
            && registry.FindPrime(key) is null
            && kept.Primes.FirstOrDefault(prime => prime.Id == key.Digest) is { } found
            && new Prime(found.Credentials) is var prime
            && prime.HasTimeLeft(time.GetUtcNow())
        )
        {
            registry.PutPrime(key, prime);
        }
    }

    private void RecallSession(KeptSessions kept, AssumeTarget target, RoleChain chain)
    {
        var credentialsId = SessionId.ForCredentials(chain).Value;
        if (kept.Sessions.LastOrDefault(session => session.Id == credentialsId) is not { } found)
        {
            return;
        }

        var id = SessionId.FromChain(chain);
        var renewAt = RenewalSchedule.RenewAt(found.Credentials, found.Issued, id);
        if (
            renewAt > time.GetUtcNow()
            && !(registry.Find(id)?.Issued?.Credentials.Expiration >= found.Credentials.Expiration)
        )
        {
            registry.Restore(
                target,
                new Session(id, chain, found.Credentials, found.Account, found.Arn) { IsDirect = found.IsDirect },
                renewAt
            );
        }
    }
}
