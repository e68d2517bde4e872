using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>The session of an account during a run: shared by its regions, and dropped after the last one.</summary>
/// <param name="planned">How the account is reached.</param>
/// <param name="sessions">Gets the session.</param>
/// <param name="endpoint">Serves the session to the commands; null if they get the keys themselves.</param>
/// <param name="time">The clock.</param>
internal sealed class AccountRun(
    PlannedAccount planned,
    AccountSessions sessions,
    ICredentialEndpoint? endpoint,
    TimeProvider time
) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private AccountGrant? _grant;
    private Session? _session;
    private Exception? _refusal;

    public PlannedAccount Planned => planned;

    /// <summary>Gets the account's ID, as far as it is known.</summary>
    public string? Id { get; private set; } = planned.Account.Id;

    /// <summary>Gets a session that is good for another command. A refusal is remembered for the other regions.</summary>
    public async Task<Session> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if ((planned.Fault ?? _refusal) is { } refusal)
            {
                throw refusal;
            }

            return _session is { } known && sessions.IsGood(known)
                ? known
                : await RequestAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RoleAssistException fault)
        {
            _refusal = fault;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Gets the grant of the session, the same for all commands; null if they get the keys themselves. It ends with the
    /// account.
    /// </summary>
    public async Task<AccountGrant?> GrantAsync(CancellationToken cancellationToken)
    {
        if (endpoint is null)
        {
            return null;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _grant ??= await AccountGrant
                .CreateAsync(endpoint, planned.Account.Target, _session!, RenewAsync, time, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _grant?.Dispose();
        _turn.Dispose();
    }

    /// <summary>Replaces a session, unless a command that has started meanwhile did.</summary>
    private async Task RenewAsync(Session due, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (ReferenceEquals(_session, due))
            {
                await RequestAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Session> RequestAsync(CancellationToken cancellationToken)
    {
        var session = await sessions.GetAsync(planned.Session!, cancellationToken).ConfigureAwait(false);
        RequireSelected(session);
        _session = session;
        Id = session.Account.Length > 0 ? session.Account : Id;
        _grant?.Follow(session);
        return session;
    }

    /// <summary>The last word on the account has AWS: nothing runs in one that was not selected.</summary>
    private void RequireSelected(Session session)
    {
        if (planned.Account.Id is { } id && session.Account.Length > 0 && session.Account != id)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"The credentials for account {id} are of account {session.Account}.",
                "Correct the account's ID, or its role or profile."
            );
        }
    }
}
