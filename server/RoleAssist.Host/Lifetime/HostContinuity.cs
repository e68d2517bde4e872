using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Endpoint;

namespace RoleAssist.Host.Lifetime;

/// <summary>
/// Keeps what running programs need of this host, so that a later host can answer them: after a reload of the editor's
/// window, a crash or an update, terminals go on with the addresses in their environment.
/// </summary>
internal sealed partial class HostContinuity(
    HostInstance instance,
    IKeptSessionStore store,
    SessionKeeper keeper,
    SessionRegistry registry,
    SessionService sessions,
    SessionGrants grants,
    EndpointListener listener,
    ProfileFiles files,
    ILogger<HostContinuity> logger
) : BackgroundService
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );

    private KeptHost? _saved;

    /// <summary>
    /// Takes over the sessions of a host that has ended, without asking for a code, and listens at its addresses.
    /// </summary>
    /// <param name="host">The <see cref="HostInstance.Id"/> of that host.</param>
    /// <param name="options">How sessions are created, if they have to be renewed.</param>
    /// <param name="cancellationToken">Cancels the calls to AWS.</param>
    /// <returns>The sessions that go on.</returns>
    public async Task<IReadOnlyList<SessionEntry>> TakeOverAsync(
        string host,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        using var held = listener.Hold();
        var kept = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (kept.Hosts.FirstOrDefault(known => known.Id == host) is not { } previous || host == instance.Id)
        {
            return [];
        }

        await listener.TakeOverAsync(previous.Port, previous.Socket, cancellationToken).ConfigureAwait(false);
        files.TakeOver(previous.Folder);
        var restored = new List<SessionEntry>();

        // The first one was the newest, and each new session is listed first.
        foreach (var grant in previous.Grants.Reverse())
        {
            if (await TakeOverAsync(grant, options, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                restored.Add(entry);
            }
        }

        if (restored.Count > 0)
        {
            await listener.PortAsync(cancellationToken).ConfigureAwait(false);
        }

        await store
            .ChangeAsync(all => all with { Hosts = [.. all.Hosts.Where(known => known.Id != host)] }, cancellationToken)
            .ConfigureAwait(false);
        return restored;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.Changed += OnSessionsChanged;
        grants.Granted += Signal;
        keeper.Kept += Signal;
        try
        {
            await foreach (var _ in _changes.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                await SaveAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        finally
        {
            registry.Changed -= OnSessionsChanged;
            grants.Granted -= Signal;
            keeper.Kept -= Signal;
        }
    }

    private async Task<SessionEntry?> TakeOverAsync(
        KeptGrant grant,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var session = await sessions.AssumeAsync(grant.Target, options, cancellationToken).ConfigureAwait(false);
            if (grant is { Path: { } path, Token: { } token, LocalName: { } name })
            {
                grants.TakeOver(session.Id, path, token, name);
                await files.WriteAsync(session, cancellationToken).ConfigureAwait(false);
            }

            return registry.Find(session.Id);
        }
        catch (Exception fault) when (fault is RoleAssistException or IOException or UnauthorizedAccessException)
        {
            LogNotTakenOver(fault.Message);
            return null;
        }
    }

    private void OnSessionsChanged(SessionsSnapshot snapshot) => Signal();

    private void Signal() => _changes.Writer.TryWrite(true);

    /// <summary>
    /// Keeps the host as it is now. A host without sessions is not kept: when one shuts down, its sessions are gone
    /// from memory, and what was kept of it is for its successor.
    /// </summary>
    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        List<KeptGrant> served =
        [
            .. registry
                .Snapshot.Entries.Where(entry => entry.Issued is not null && SessionKeeper.IsKeepable(entry.Chain))
                .Select(KeptOf),
        ];
        if (served.Count == 0 || await store.ProbeAsync(cancellationToken).ConfigureAwait(false) != KeepingState.On)
        {
            return;
        }

        var host = new KeptHost(
            instance.Id,
            await listener.PortAsync(cancellationToken).ConfigureAwait(false),
            await listener.SocketAsync(cancellationToken).ConfigureAwait(false),
            files.Folder,
            served
        );
        if (_saved is { } saved && saved with { Grants = served } == host && saved.Grants.SequenceEqual(served))
        {
            return;
        }

        var isComplete = false;
        await store
            .ChangeAsync(
                all =>
                {
                    // A session that is not kept yet follows when it is.
                    isComplete = served.All(grant =>
                        all.Sessions.Any(session => session.Id == grant.Session)
                        || all.Primes.Any(prime => prime.Id == grant.Prime)
                    );
                    return all with { Hosts = [.. all.Hosts.Where(known => known.Id != host.Id), host] };
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        _saved = isComplete ? host : null;
    }

    private KeptGrant KeptOf(SessionEntry entry)
    {
        var grant = grants.Find(entry.Id);
        return new KeptGrant(
            entry.Target,
            SessionId.ForCredentials(entry.Chain).Value,
            KeptGrant.PrimeOf(entry.Chain),
            grant?.Path,
            grant?.Token,
            grant?.LocalName
        );
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A session of the previous host does not go on: {Reason}")]
    private partial void LogNotTakenOver(string reason);
}
