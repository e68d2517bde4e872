using System.Text.Json;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Host.State;

/// <summary>
/// The audit trail as lines of JSON in the state folder, which all processes of this user write. Of two files the older
/// one goes when the newer one is full.
/// </summary>
internal sealed partial class FileAuditTrail(StateFolder folder, ProcessEnvironment environment, TimeProvider time, ILogger<FileAuditTrail> logger)
    : IAuditTrail
{
    private const string Newer = "audit.jsonl";
    private const string Older = "audit.1.jsonl";
    private const string Turn = "audit.lock";
    private const int FullAt = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Off where somebody says so: <c>ROLEASSIST_AUDIT=off</c>, or the editor's setting.</summary>
    public bool IsOn { get; set; } = !string.Equals(environment["ROLEASSIST_AUDIT"], "off", StringComparison.OrdinalIgnoreCase);

    public void Write(AuditEvent happened)
    {
        if (!IsOn)
        {
            return;
        }

        try
        {
            Append(JsonSerializer.SerializeToUtf8Bytes(happened, StateJsonContext.Default.AuditEvent));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogUnwritten(fault.Message);
        }
    }

    /// <summary>Everything that is written, the oldest first. A line that is none is passed over.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<AuditEvent> Read() =>
        [.. new[] { Older, Newer }.Select(folder.FileNamed).Where(File.Exists).SelectMany(ReadLines).Select(Parse).OfType<AuditEvent>()];

    private void Append(byte[] line)
    {
        var path = folder.FileNamed(Newer);

        // A lock of its own: the file itself is let go of before it is moved, and then somebody else could move it too.
        using var turn = Open(folder.FileNamed(Turn));
        long length;
        using (var file = LockedFile.Open(path))
        {
            file.Seek(0, SeekOrigin.End);
            file.Write([.. line, (byte)'\n']);
            length = file.Length;
        }

        if (length >= FullAt)
        {
            File.Move(path, folder.FileNamed(Older), overwrite: true);
        }
    }

    private FileStream Open(string path)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return LockedFile.Open(path);
            }
            catch (IOException held) when (LockedFile.IsHeld(held) && time.GetElapsedTime(start) < Patience)
            {
                Thread.Yield();
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
}
