using System.Text.Json;
using RoleAssist.Core.Audit;
using RoleAssist.Interop.Files;

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
    /// <exception cref="UnauthorizedAccessException">It may not be read, or another user could have written it.</exception>
    public IReadOnlyList<AuditEvent> Read() =>
        [.. new[] { Older, Newer }.Select(folder.FileNamed).SelectMany(ReadLines).Select(Parse).OfType<AuditEvent>()];

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
                File.Move(path, folder.FileNamed(Older), overwrite: true);
            }
        }
    }

    /// <summary>Writes a line whole or not at all: the next one would be lost with a half one on a full disk.</summary>
    private static void WriteLine(FileStream file, AuditEvent happened)
    {
        var end = file.Length;
        try
        {
            file.Write([.. JsonSerializer.SerializeToUtf8Bytes(happened, StateJsonContext.Default.AuditEvent), (byte)'\n']);
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
