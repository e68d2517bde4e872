using System.Collections.Concurrent;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.TestInfrastructure.Sessions;

/// <summary>What several processes of a test share. By default nothing is kept.</summary>
public sealed class MemoryKeptSessions(TimeProvider time) : IKeptSessionStore, IDisposable
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    public KeepingState State { get; set; } = KeepingState.Off;

    /// <summary>Gets whether the opened key was forgotten.</summary>
    public bool IsLocked { get; private set; }

    public KeptSessions Content { get; private set; } = KeptSessions.Empty;

    public Task<KeepingState> ProbeAsync(CancellationToken cancellationToken) => Task.FromResult(State);

    public Task<KeptSessions> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(State == KeepingState.On ? Content : KeptSessions.Empty);

    public Task<bool> ChangeAsync(Func<KeptSessions, KeptSessions> change, CancellationToken cancellationToken)
    {
        if (State != KeepingState.On)
        {
            return Task.FromResult(false);
        }

        lock (_lock)
        {
            Content = change(Content).WithoutEnded(time.GetUtcNow());
        }

        return Task.FromResult(true);
    }

    /// <summary>Gets or sets whether what is kept can be removed.</summary>
    public bool CanErase { get; set; } = true;

    public Task<bool> EraseAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Content = CanErase ? KeptSessions.Empty : Content;
        }

        return Task.FromResult(CanErase);
    }

    public void Lock() => IsLocked = true;

    public async Task<IDisposable> TakeTurnAsync(string what, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(what, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(turn);
    }

    public void Dispose()
    {
        foreach (var turn in _turns.Values)
        {
            turn.Dispose();
        }
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
