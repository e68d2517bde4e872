using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>The session of an account during a run: shared by its regions, and dropped after the last one.</summary>
internal sealed class AccountRun(PlannedAccount planned, AccountSessions sessions) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
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

            if (_session is null || !sessions.IsGood(_session))
            {
                _session = await sessions.GetAsync(planned.Session!, cancellationToken).ConfigureAwait(false);
                Id = _session.Account.Length > 0 ? _session.Account : Id;
            }

            return _session;
        }
        catch (Errors.RoleAssistException fault)
        {
            _refusal = fault;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
