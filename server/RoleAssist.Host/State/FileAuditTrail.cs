using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.State;

/// <summary>
/// Writes the events of the audit trail to its file in the background, so that neither session events nor the delivery
/// of credentials wait for the disk.
/// </summary>
internal sealed partial class FileAuditTrail(
    AuditFile file,
    ProcessEnvironment environment,
    CurrentClient client,
    IRequesters requesters,
    ILogger<FileAuditTrail> logger
) : IAuditTrail, IAsyncDisposable
{
    /// <summary>
    /// More than accumulate while a disk is slow. Events beyond the limit are dropped, counted and logged.
    /// </summary>
    private const int MostWaiting = 10_000;

    private readonly Channel<Line> _waiting = Channel.CreateBounded<Line>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true }
    );
    private readonly Lock _lock = new();
    private Task? _writing;
    private int _lost;

    private readonly bool _isAllowed = !string.Equals(
        environment[RoleAssistVariables.Audit],
        "off",
        StringComparison.OrdinalIgnoreCase
    );

    /// <summary>
    /// Writes an event, unless <c>ROLEASSIST_AUDIT=off</c> or the editor's setting turns the audit trail off.
    /// </summary>
    public void Write(AuditEvent happened)
    {
        if (!_isAllowed || !client.Options.Audit)
        {
            return;
        }

        lock (_lock)
        {
            _writing ??= Task.Run(WriteAllAsync);
        }

        if (!_waiting.Writer.TryWrite(new Line(happened, null)))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    /// <summary>
    /// Completes when all events so far are written, for a process that is about to be replaced by another program.
    /// </summary>
    public async Task DrainAsync()
    {
        if (_writing is null)
        {
            return;
        }

        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync(new Line(null, drained)).ConfigureAwait(false);
        await drained.Task.ConfigureAwait(false);
    }

    /// <summary>Completes when all events are written. Later events are dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_writing is { } writing)
        {
            await writing.ConfigureAwait(false);
        }
    }

    private async Task WriteAllAsync()
    {
        var lines = new List<Line>();
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_waiting.Reader.TryRead(out var line))
            {
                lines.Add(line);
            }

            await AppendAsync([.. lines.Select(line => line.Happened).OfType<AuditEvent>().Select(WithRequester)])
                .ConfigureAwait(false);
            lines.ForEach(line => line.Drained?.TrySetResult());
            lines.Clear();
        }
    }

    /// <summary>Adds who asked, where the event does not say it: who started this process.</summary>
    private AuditEvent WithRequester(AuditEvent happened) =>
        happened.AskedBy is null ? happened with { AskedBy = requesters.Own.Requester } : happened;

    private async Task AppendAsync(IReadOnlyList<AuditEvent> events)
    {
        if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
        {
            LogLost(lost);
        }

        try
        {
            if (events.Count > 0)
            {
                await file.AppendAsync(events).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogUnwritten(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit trail cannot be written: {Reason}")]
    private partial void LogUnwritten(string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} events are missing from the audit trail: the disk was too slow to write them"
    )]
    private partial void LogLost(int count);

    /// <summary>An event to write, or a task to complete when all earlier events are written.</summary>
    private readonly record struct Line(AuditEvent? Happened, TaskCompletionSource? Drained);
}
