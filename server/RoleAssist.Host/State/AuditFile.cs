using System.Text.Json;
using RoleAssist.Core.Audit;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.State;

/// <summary>
/// The audit trail: JSON lines in the state folder, written by all processes of this user. When the newer of its two
/// files is full, it replaces the older one.
/// </summary>
internal sealed class AuditFile(StateFolder folder, TimeProvider time)
{
    private const string Newer = "audit.jsonl";
    private const string Older = "audit.1.jsonl";
    private const string LockFile = "audit.lock";
    private const int FullAt = 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>Appends events, one process at a time.</summary>
    /// <exception cref="IOException">
    /// The file cannot be written, or other processes hold the lock for too long.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write to the file.</exception>
    public async Task AppendAsync(IReadOnlyList<AuditEvent> events)
    {
        // A separate lock file, because the trail is closed before it is moved and another process could move it then.
        var held = await LockedFile
            .OpenAsync(folder.GetFilePath(LockFile), Timeout, time, CancellationToken.None)
            .ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            Append(folder.GetFilePath(Newer), new Queue<AuditEvent>(events));
        }
    }

    /// <summary>Returns all events, oldest first. Invalid lines are skipped.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The user may not read a file, or another user could have written it.
    /// </exception>
    public IReadOnlyList<AuditEvent> Read() =>
        [.. new[] { Older, Newer }.Select(folder.GetFilePath).SelectMany(ReadLines).Select(Parse).OfType<AuditEvent>()];

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
                    WriteLine(file, happened);
                }

                length = file.Length;
            }

            if (length >= FullAt)
            {
                File.Move(path, folder.GetFilePath(Older), overwrite: true);
            }
        }
    }

    /// <summary>
    /// Writes a complete line or nothing. A partial line, as on a full disk, would make the next line invalid too.
    /// </summary>
    private static void WriteLine(FileStream file, AuditEvent happened)
    {
        var end = file.Length;
        try
        {
            file.Write([
                .. JsonSerializer.SerializeToUtf8Bytes(happened, StateJsonContext.Default.AuditEvent),
                (byte)'\n',
            ]);
        }
        catch (IOException)
        {
            file.SetLength(end);
            throw;
        }
    }

    private static IEnumerable<string> ReadLines(string path)
    {
        if (PrivateFile.OpenRead(path) is not { } file)
        {
            yield break;
        }

        using var reader = new StreamReader(file);
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
