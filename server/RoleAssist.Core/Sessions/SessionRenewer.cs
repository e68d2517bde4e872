using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>
/// Renews sessions before they are needed. It looks at the clock often instead of sleeping until something is due, so
/// that a laptop that slept, or whose clock was set, is noticed at the next look.
/// </summary>
public sealed partial class SessionRenewer(
    SessionRegistry registry,
    AssumeHandler assume,
    TimeProvider time,
    ILogger<SessionRenewer> logger) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    /// <summary>A user's session may begin a renewal, and nothing here can ask for a code.</summary>
    private static readonly SessionOptions WithoutCode = new(Preference: MfaPreference.Prime);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<SessionId, Task> _renewing = new();
    private ITimer? _timer;

    public void Start() => _timer = time.CreateTimer(_ => RenewDue(), null, Look, Look);

    /// <summary>Begins now what the next look would find to do: somebody waits for it.</summary>
    public void LookNow() => RenewDue();

    /// <summary>The AWS files have changed: sessions whose profile says something else by now are marked.</summary>
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
                // Half a file, perhaps; renewing will tell.
                LogUnresolved(entry.Chain.Profile, fault.Code);
            }
        }
    }

    /// <summary>Ends when nothing is being renewed.</summary>
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

        foreach (var entry in registry.Snapshot.Entries.Where(entry => entry.IsDueAt(now) && !_renewing.ContainsKey(entry.Id)))
        {
            _renewing.TryAdd(entry.Id, RenewAsync(entry));
        }
    }

    /// <remarks>Every failure ends in the registry, where people see it.</remarks>
    private async Task RenewAsync(SessionEntry entry)
    {
        try
        {
            if (!await MarkIfOutdatedAsync(entry).ConfigureAwait(false))
            {
                await assume.HandleAsync(entry.Target, WithoutCode, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (RoleAssistException fault)
        {
            // The handler has told the registry, unless it did not get as far as that.
            if (registry.Find(entry.Id) is { Fault: null })
            {
                registry.Fail(entry.Id, fault, time.GetUtcNow() + RenewalSchedule.Backoff(entry.Failures, Random.Shared.NextDouble()));
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            LogFault(fault, entry.Chain.Profile);
        }
    }

    private async Task<bool> MarkIfOutdatedAsync(SessionEntry entry)
    {
        var plan = await assume.PlanAsync([entry.Target], WithoutCode, _stopping.Token).ConfigureAwait(false);
        if (plan.Sessions[0].Id == entry.Id)
        {
            return false;
        }

        registry.MarkOutdated(entry.Id);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Profile} cannot be resolved at the moment: {Code}")]
    private partial void LogUnresolved(string profile, ErrorCode code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Renewing {Profile} failed")]
    private partial void LogFault(Exception fault, string profile);
}
