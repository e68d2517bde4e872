using System.Text.Json;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Runs;

/// <summary>What a results file says about an earlier run.</summary>
/// <param name="Path">The file.</param>
/// <param name="States">The last state of each item.</param>
/// <param name="Commands">The fingerprints of the commands; null stands for results without one.</param>
internal sealed record EarlierResults(
    string Path,
    IReadOnlyDictionary<RunKey, string> States,
    IReadOnlySet<string?> Commands
)
{
    /// <summary>In bytes. Results have no output, so each is a short line.</summary>
    private const int LongestLine = 1024 * 1024;

    private static readonly string[] KnownStates = [.. Enum.GetValues<RunState>().Select(ResultText.NameOf)];

    /// <summary>Reads a file. A line that was cut off when a run was killed is ignored.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the file cannot be read, or has no results.
    /// </exception>
    public static async Task<EarlierResults> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var found = new EarlierResults(path, new Dictionary<RunKey, string>(), new HashSet<string?>());
        try
        {
            var isEmpty = true;
            var number = 0;
            await foreach (var line in LinesOfAsync(path, cancellationToken).ConfigureAwait(false))
            {
                number++;
                isEmpty &= line.IsEmpty;
                found.Add(line, number);
            }

            return found.States.Count > 0 || isEmpty
                ? found
                : throw Invalid($"{path} contains no results of a run.", "Name a file that --results has written.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Invalid($"The results file {path} cannot be used: {fault.Message}", cause: fault);
        }
    }

    /// <summary>Requires that the results are of the same command: others say nothing about what is left to run.</summary>
    /// <returns>A warning; null if the file names its command.</returns>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: they are of another one.</exception>
    public string? RequireCommand(string fingerprint) =>
        Commands.Any(command => command is not null && command != fingerprint)
            ? throw Invalid(
                $"The results in {Path} are of another command or another version of the script.",
                "Repeat that command, or name a new file with --results. If the results still count, add --any-command."
            )
        : Commands.Contains(null)
            ? $"{Path} does not say which command its results are of. They count only if it was this one."
        : null;

    private void Add(ReadOnlyMemory<byte> line, int number)
    {
        if (Parse(line) is not (var key, { } state, var command))
        {
            return;
        }

        if (!KnownStates.Contains(state))
        {
            throw Invalid(
                $"{Path}, line {number}: '{state}' is not the state of a result.",
                $"The states are {string.Join(", ", KnownStates)}. Correct the line or remove it."
            );
        }

        ((Dictionary<RunKey, string>)States)[key] = state;
        ((HashSet<string?>)Commands).Add(command);
    }

    private static (RunKey Key, string State, string? Command)? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var result = document.RootElement;
            string? Text(string name) =>
                result.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
            return
                result.ValueKind == JsonValueKind.Object && (Text("target"), Text("state")) is ({ } target, { } state)
                ? (new RunKey(target, Text("region")), state, Text("command"))
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads the lines that the file has now. What is no regular file, such as a device, may have no end.</summary>
    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesOfAsync(
        string path,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var file = await UntrustedFile.OpenAsync(path, cancellationToken).ConfigureAwait(false);
        var left = file.Length ?? throw new IOException("it is a pipe.");
        var piece = new byte[64 * 1024];
        if (left == 0 && await file.ReadStartAsync(piece.AsMemory(0, 1), cancellationToken).ConfigureAwait(false) > 0)
        {
            throw new IOException("it is not a regular file.");
        }

        using var line = new MemoryStream();
        int read;
        for (; left > 0; left -= read)
        {
            var next = piece.AsMemory(0, (int)Math.Min(left, piece.Length));
            read = await file.ReadStartAsync(next, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            for (var rest = next[..read]; rest.Length > 0; )
            {
                var end = rest.Span.IndexOf((byte)'\n');
                Append(line, rest.Span[..(end < 0 ? rest.Length : end)]);
                if (line.Length > LongestLine)
                {
                    throw new IOException($"it has a line of more than {LongestLine} bytes, which is no result.");
                }

                rest = end < 0 ? default : rest[(end + 1)..];
                if (end >= 0)
                {
                    yield return line.ToArray();
                    line.SetLength(0);
                }
            }
        }

        if (line.Length > 0)
        {
            yield return line.ToArray();
        }
    }

    private static void Append(MemoryStream line, ReadOnlySpan<byte> bytes) => line.Write(bytes);

    private static RoleAssistException Invalid(string message, string? hint = null, Exception? cause = null) =>
        new(ErrorCode.InvalidArgument, message, hint, cause);
}
