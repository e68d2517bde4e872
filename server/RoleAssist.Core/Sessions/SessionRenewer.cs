using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Renews sessions before they expire. It polls the clock instead of sleeping until a renewal is due, so that it
/// notices when the machine slept or its clock was changed.
/// </summary>
public sealed partial class SessionRenewer(
    SessionRegistry registry,
    SessionService sessions,
    TimeProvider time,
    ILogger<SessionRenewer> logger
) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    /// <summary>Renewals may start with a prime, and cannot ask for a code.</summary>
    private static readonly SessionOptions WithoutCode = new(Preference: MfaPreference.Prime);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<SessionId, Task> _renewing = new();
    private ITimer? _timer;

    public void Start() => _timer = time.CreateTimer(_ => RenewDue(), null, PollInterval, PollInterval);

    /// <summary>Starts due renewals now instead of at the next poll, for a caller that waits for them.</summary>
    public void RenewDueNow() => RenewDue();

    /// <summary>Marks the sessions whose profile has changed, after a change of the AWS files.</summary>
    public async Task ReconsiderAsync()
    {
        foreach (var entry in registry.Snapshot.Entries.Where(entry => !entry.IsOutdated))
        {
            try
            {
                await MarkIfOutdatedAsync(entry).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (RoleAssistException fault)
            {
                // The file may be half written; otherwise the renewal reports the error.
                LogUnresolved(entry.Chain.Profile, fault.Code);
            }
        }
    }

    /// <summary>Completes when no session is being renewed.</summary>
    public Task IdleAsync() => Task.WhenAll(_renewing.Values);

    public void Dispose()
    {
        _stopping.Cancel();
        _timer?.Dispose();
        _stopping.Dispose();
    }

    private void RenewDue()
    {
        var now = time.GetUtcNow();
        foreach (var (id, _) in _renewing.Where(renewal => renewal.Value.IsCompleted))
        {
            _renewing.TryRemove(id, out _);
        }

        foreach (
            var entry in registry.Snapshot.Entries.Where(entry =>
                entry.IsDueAt(now) && !_renewing.ContainsKey(entry.Id)
            )
        )
        {
            _renewing.TryAdd(entry.Id, RenewAsync(entry));
        }
    }

    /// <remarks>Every failure is stored in the registry, where the user sees it.</remarks>
    private async Task RenewAsync(SessionEntry entry)
    {
        try
        {
            if (!await MarkIfOutdatedAsync(entry).ConfigureAwait(false))
            {
                await sessions.AssumeAsync(entry.Target, WithoutCode, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (RoleAssistException fault)
        {
            // The handler has stored the failure, unless it failed before that.
            if (registry.Find(entry.Id) is { Fault: null })
            {
                registry.Fail(
                    entry.Id,
                    fault,
                    time.GetUtcNow() + RenewalSchedule.Backoff(entry.Failures, Random.Shared.NextDouble())
                );
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested) { }
        catch (Exception fault)
        {
            LogFault(fault, entry.Chain.Profile);
        }
    }

    private async Task<bool> MarkIfOutdatedAsync(SessionEntry entry)
    {
        var plan = await sessions.PlanAsync([entry.Target], WithoutCode, _stopping.Token).ConfigureAwait(false);
        if (plan.Sessions[0].Id == entry.Id)
        {
            return false;
        }

        registry.MarkOutdated(entry.Id);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Profile '{Profile}' cannot currently be resolved: {Code}")]
    private partial void LogUnresolved(string profile, ErrorCode code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Renewing profile '{Profile}' failed")]
    private partial void LogFault(Exception fault, string profile);
}
