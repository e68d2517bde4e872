using System.Text.Json;
using RoleAssist.Aws.Files;
using RoleAssist.Core.Audit;

namespace RoleAssist.Host.State;

/// <summary>
/// The audit trail as lines of JSON in the state folder, which all processes of this user write. Of two files the older
/// one goes when the newer one is full.
/// </summary>
internal sealed class AuditFile(StateFolder folder, TimeProvider time)
{
    private const string Newer = "audit.jsonl";
    private const string Older = "audit.1.jsonl";
    private const string Turn = "audit.lock";
    private const int FullAt = 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>Adds events at the end, when no other process does.</summary>
    /// <exception cref="IOException">It cannot be written, or other processes keep it for too long.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public async Task AppendAsync(IReadOnlyList<AuditEvent> events)
    {
        // A lock of its own: the file itself is let go of before it is moved, and then somebody else could move it too.
        var turn = await LockedFile.OpenAsync(folder.FileNamed(Turn), Timeout, time, CancellationToken.None).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            Append(folder.FileNamed(Newer), new Queue<AuditEvent>(events));
        }
    }

    /// <summary>Everything that is written, the oldest first. A line that is none is passed over.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<AuditEvent> Read() =>
        [.. new[] { Older, Newer }.Select(folder.FileNamed).Where(File.Exists).SelectMany(ReadLines).Select(Parse).OfType<AuditEvent>()];

    private void Append(string path, Queue<AuditEvent> left)
    {
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
                File.Move(path, folder.FileNamed(Older), overwrite: true);
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
}
