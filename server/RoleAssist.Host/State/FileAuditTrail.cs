using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.State;

/// <summary>
/// The audit trail as lines of JSON in the state folder, which all processes of this user write. Of two files the older
/// one goes when the newer one is full. Lines are written one after another in the background: whoever is told of a
/// session, or gives its credentials to a program, waits for no disk.
/// </summary>
internal sealed partial class FileAuditTrail : IAuditTrail, IAsyncDisposable
{
    private const string Newer = "audit.jsonl";
    private const string Older = "audit.1.jsonl";
    private const string Turn = "audit.lock";
    private const int FullAt = 1024 * 1024;

    /// <summary>More than come together while a disk is slow; what goes beyond is counted and said.</summary>
    private const int MostWaiting = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly StateFolder _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<FileAuditTrail> _logger;
    private readonly Channel<Line> _waiting = Channel.CreateBounded<Line>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Lock _lock = new();
    private Task? _writing;
    private int _lost;

    public FileAuditTrail(StateFolder folder, ProcessEnvironment environment, TimeProvider time, ILogger<FileAuditTrail> logger)
    {
        (_folder, _time, _logger) = (folder, time, logger);
        IsOn = !string.Equals(environment["ROLEASSIST_AUDIT"], "off", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Off where somebody says so: <c>ROLEASSIST_AUDIT=off</c>, or the editor's setting.</summary>
    public bool IsOn { get; set; }

    public void Write(AuditEvent happened)
    {
        if (!IsOn)
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

    /// <summary>Ends when everything is written that there is to write so far: for a process that is about to become another program.</summary>
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

    /// <summary>Ends when everything is written; from now on nothing is.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_writing is { } writing)
        {
            await writing.ConfigureAwait(false);
        }
    }

    /// <summary>Everything that is written, the oldest first. A line that is none is passed over.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<AuditEvent> Read() =>
        [.. new[] { Older, Newer }.Select(_folder.FileNamed).Where(File.Exists).SelectMany(ReadLines).Select(Parse).OfType<AuditEvent>()];

    private async Task WriteAllAsync()
    {
        var lines = new List<Line>();
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_waiting.Reader.TryRead(out var line))
            {
                lines.Add(line);
            }

            await AppendAsync([.. lines.Select(line => line.Happened).OfType<AuditEvent>()]).ConfigureAwait(false);
            lines.ForEach(line => line.Drained?.TrySetResult());
            lines.Clear();
        }
    }

    private async Task AppendAsync(IReadOnlyList<AuditEvent> events)
    {
        if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
        {
            LogLost(lost);
        }

        if (events.Count == 0)
        {
            return;
        }

        try
        {
            // A lock of its own: the file itself is let go of before it is moved, and then somebody else could move it too.
            var turn = await LockedFile.OpenAsync(_folder.FileNamed(Turn), Patience, _time, CancellationToken.None).ConfigureAwait(false);
            await using (turn.ConfigureAwait(false))
            {
                Append(_folder.FileNamed(Newer), events);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogUnwritten(fault.Message);
        }
    }

    private void Append(string path, IEnumerable<AuditEvent> events)
    {
        var left = new Queue<AuditEvent>(events);
        while (left.Count > 0)
        {
            long length;
            using (var file = LockedFile.Open(path))
            {
                file.Seek(0, SeekOrigin.End);
                while (file.Length < FullAt && left.TryDequeue(out var happened))
                {
                    file.Write([.. JsonSerializer.SerializeToUtf8Bytes(happened, StateJsonContext.Default.AuditEvent), (byte)'\n']);
                }

                length = file.Length;
            }

            if (length >= FullAt)
            {
                File.Move(path, _folder.FileNamed(Older), overwrite: true);
            }
        }
    }

    private static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static AuditEvent? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, StateJsonContext.Default.AuditEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit trail cannot be written: {Reason}")]
    private partial void LogUnwritten(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} events are missing from the audit trail: they came faster than the disk could take them")]
    private partial void LogLost(int count);

    /// <summary>An event to write, or somebody to tell that those before it are written.</summary>
    private readonly record struct Line(AuditEvent? Happened, TaskCompletionSource? Drained);
}
