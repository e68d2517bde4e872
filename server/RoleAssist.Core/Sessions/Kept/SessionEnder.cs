using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions.Kept;

/// <summary>Ends sessions everywhere: in this process, in this user's other processes, and what is kept of them.</summary>
public sealed class SessionEnder(IKeptSessionStore store, IRunningSessions running, SessionRegistry registry)
{
    /// <summary>Ends a session of this process.</summary>
    /// <exception cref="Errors.RoleAssistException"><see cref="Errors.ErrorCode.SessionNotFound"/>.</exception>
    public async Task EndAsync(SessionId id, CancellationToken cancellationToken)
    {
        var chain = registry.Get(id).Chain;
        registry.End(id);
        if (!chain.IsSandbox)
        {
            await EndEverywhereAsync([SessionId.ForCredentials(chain).Value], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends all sessions of some profiles.</summary>
    /// <returns>The sessions that were ended.</returns>
    public async Task<IReadOnlyList<ListedSession>> EndProfilesAsync(
        IReadOnlyCollection<string> profiles,
        CancellationToken cancellationToken
    )
    {
        var sessions = (await ListAsync(cancellationToken).ConfigureAwait(false))
            .Where(session => profiles.Contains(session.Profile))
            .ToList();
        await EndEverywhereAsync([.. sessions.Select(session => session.Id)], cancellationToken).ConfigureAwait(false);
        return sessions;
    }

    /// <summary>Ends all sessions and drops all primes.</summary>
    /// <returns>The sessions that were ended.</returns>
    public async Task<IReadOnlyList<ListedSession>> EndAllAsync(CancellationToken cancellationToken)
    {
        var sessions = await ListAsync(cancellationToken).ConfigureAwait(false);
        await running.EndAllAsync(cancellationToken).ConfigureAwait(false);
        await EraseAsync(cancellationToken).ConfigureAwait(false);
        return sessions;
    }

    /// <summary>Ends the sessions and primes that began with a key of the vault.</summary>
    public async Task EndAllFromAsync(VaultSource source, CancellationToken cancellationToken)
    {
        var key = source.Key;
        registry.EndAllFrom(source);
        var kept = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        await EndEverywhereAsync(
                [.. kept.Sessions.Where(session => session.VaultKey == key.Id).Select(session => session.Id)],
                cancellationToken
            )
            .ConfigureAwait(false);
        await ChangeAsync(
                all => all with { Primes = [.. all.Primes.Where(prime => prime.VaultKey != key.Id)] },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Lists the kept sessions and those that only other processes hold.</summary>
    public async Task<IReadOnlyList<ListedSession>> ListAsync(CancellationToken cancellationToken)
    {
        var kept = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        var held = await running.ListAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. kept.Sessions.Select(session => new ListedSession(
                session.Id,
                session.Profile,
                session.Account,
                session.Arn,
                session.Credentials.Expiration,
                IsKept: true
            )),
            .. held.Where(session => kept.Sessions.All(other => other.Id != session.Id))
                .DistinctBy(session => session.Id),
        ];
    }

    /// <summary>What cannot be changed now, for example in a locked vault, must not come back later.</summary>
    private async Task ChangeAsync(Func<KeptSessions, KeptSessions> change, CancellationToken cancellationToken)
    {
        if (!await store.ChangeAsync(change, cancellationToken).ConfigureAwait(false))
        {
            await EraseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EraseAsync(CancellationToken cancellationToken)
    {
        if (!await store.EraseAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable,
                "The kept sessions could not be removed from the state folder, so they can still be used.",
                "Make the state folder writable and run this again. 'roleassist diagnose' names the folder."
            );
        }
    }

    private async Task EndEverywhereAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return;
        }

        // Hosts first: they serve what they hold until they hear of it.
        foreach (var id in ids)
        {
            await running.EndAsync(id, cancellationToken).ConfigureAwait(false);
        }

        await ChangeAsync(all => Without(all, ids), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Drops sessions, the addresses at which hosts served them, and the primes that only they started with. The session
    /// of a user is the prime itself.
    /// </summary>
    private static KeptSessions Without(KeptSessions all, IReadOnlyCollection<string> ids)
    {
        var sessions = all.Sessions.Where(session => !ids.Contains(session.Id)).ToList();
        var ended = all.Sessions.Where(session => ids.Contains(session.Id)).ToList();
        var unused = ended.Select(session => session.Prime).Except(sessions.Select(session => session.Prime));
        return new KeptSessions(
            sessions,
            [
                .. all.Primes.Where(prime =>
                    !unused.Contains(prime.Id) && ended.All(session => session.Credentials != prime.Credentials)
                ),
            ],
            [
                .. all.Hosts.Select(host =>
                    host with
                    {
                        Grants = [.. host.Grants.Where(grant => !ids.Contains(grant.Session))],
                    }
                ),
            ]
        );
    }
}

/// <summary>A session as listed, without secrets.</summary>
/// <param name="Id">Its <see cref="SessionId.ForCredentials"/>, the same in all processes.</param>
/// <param name="Profile">Its profile.</param>
/// <param name="Account">The account ID; empty if unknown.</param>
/// <param name="Arn">The caller's ARN.</param>
/// <param name="Expiration">When its credentials expire.</param>
/// <param name="IsKept">Whether it outlives the processes that use it.</param>
public sealed record ListedSession(
    string Id,
    string Profile,
    string Account,
    string Arn,
    DateTimeOffset? Expiration,
    bool IsKept
);
