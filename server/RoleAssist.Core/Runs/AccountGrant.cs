using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>
/// The session of an account at the endpoint: one address and token for all its commands, renewed while any of them
/// runs. The session is in no registry, so nobody else sees, keeps or renews it. Like <see cref="SessionRenewer"/>, this
/// polls the clock, because the machine may sleep.
/// </summary>
internal sealed class AccountGrant : IDisposable
{
    /// <summary>How often a renewal is considered.</summary>
    internal static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<Session, CancellationToken, Task> _renew;
    private readonly TimeProvider _time;
    private readonly ITimer _poll;
    private SessionEntry _entry;
    private IServedSession? _served;
    private int _commands;

    private AccountGrant(
        AssumeTarget target,
        Session session,
        Func<Session, CancellationToken, Task> renew,
        TimeProvider time
    )
    {
        (_renew, _time) = (renew, time);
        _entry = EntryOf(target, session);
        _poll = time.CreateTimer(_ => RenewIfDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gets what commands need to get the credentials.</summary>
    public CredentialGrant Grant => _served!.Grant;

    /// <summary>Serves a session.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="target">What was asked for.</param>
    /// <param name="session">The session.</param>
    /// <param name="renew">Requests a new one in place of this one, and passes it to <see cref="Follow"/>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the wait for the endpoint.</param>
    public static async Task<AccountGrant> CreateAsync(
        ICredentialEndpoint endpoint,
        AssumeTarget target,
        Session session,
        Func<Session, CancellationToken, Task> renew,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var grant = new AccountGrant(target, session, renew, time);
        grant._served = await endpoint
            .ServeAsync(grant._entry, grant.RenewIfDue, cancellationToken)
            .ConfigureAwait(false);
        return grant;
    }

    /// <summary>Serves a newer session from now on.</summary>
    public void Follow(Session session) => Change(entry => EntryOf(entry.Target, session));

    /// <summary>Renews the session when it is due, until the result is disposed: while a command runs.</summary>
    public IDisposable Use()
    {
        lock (_lock)
        {
            if (_commands++ == 0)
            {
                _poll.Change(PollInterval, PollInterval);
            }
        }

        return new CommandUse(this);
    }

    public void Dispose()
    {
        // First, so that nothing is served after this: a renewal that is under way is dropped.
        _ending.Cancel();
        lock (_lock)
        {
            _poll.Dispose();
            _served?.Dispose();
        }

        _ending.Dispose();
    }

    private void EndUse()
    {
        lock (_lock)
        {
            if (--_commands == 0)
            {
                _poll.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void RenewIfDue()
    {
        Session due;
        lock (_lock)
        {
            if (_commands == 0 || _ending.IsCancellationRequested || !_entry.IsDueAt(_time.GetUtcNow()))
            {
                return;
            }

            due = _entry.Issued!;
            Change(entry => entry with { IsBusy = true });
        }

        _ = RenewAsync(due);
    }

    /// <remarks>A failure is served to the commands, which show it.</remarks>
    private async Task RenewAsync(Session due)
    {
        try
        {
            await _renew(due, _ending.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_ending.IsCancellationRequested)
        {
            // The last command has ended meanwhile.
        }
        catch (Exception fault)
        {
            Fail(
                fault as RoleAssistException
                    ?? new RoleAssistException(ErrorCode.Internal, $"Unexpected error: {fault.Message}", inner: fault)
            );
        }
    }

    private void Fail(RoleAssistException fault) =>
        Change(entry =>
            entry with
            {
                IsBusy = false,
                Fault = fault,
                Failures = entry.Failures + 1,
                RenewAt = fault.IsTransient
                    ? _time.GetUtcNow() + RenewalSchedule.Backoff(entry.Failures, Random.Shared.NextDouble())
                    : null,
            }
        );

    private void Change(Func<SessionEntry, SessionEntry> change)
    {
        lock (_lock)
        {
            if (!_ending.IsCancellationRequested)
            {
                _entry = change(_entry);
                _served?.Follow(_entry);
            }
        }
    }

    private SessionEntry EntryOf(AssumeTarget target, Session session) =>
        new(session.Id, target, session.Chain)
        {
            Issued = session,
            RenewAt = RenewalSchedule.RenewAt(session.Credentials, _time.GetUtcNow(), session.Id),
        };

    /// <summary>Ends once, however often it is disposed.</summary>
    private sealed class CommandUse(AccountGrant grant) : IDisposable
    {
        private AccountGrant? _grant = grant;

        public void Dispose() => Interlocked.Exchange(ref _grant, null)?.EndUse();
    }
}
