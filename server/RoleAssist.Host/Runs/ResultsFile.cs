using System.Text.Encodings.Web;
using System.Text.Json;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Host.State;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Runs;

/// <summary>
/// The results of a run as JSON lines, each written as its item ends, so that a run that is killed can be resumed.
/// </summary>
internal sealed class ResultsFile : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream _file;
    private readonly Lock _lock = new();

    private ResultsFile(FileStream file) => _file = file;

    /// <summary>Gets or sets the fingerprint of the command, which each result gets.</summary>
    public string? Command { get; set; }

    /// <summary>Opens a file to write to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="continues">Whether results are added to those that are there. Otherwise there must be none.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the file has results, or cannot be written.
    /// </exception>
    public static ResultsFile Open(string path, bool continues)
    {
        try
        {
            var file = OpenPrivate(path);
            if (!continues && file.Length > 0)
            {
                file.Dispose();
                throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"The results file {path} exists.",
                    "Go on with --resume or --retry-failed and that file, or name another one."
                );
            }

            EndLine(file);
            return new ResultsFile(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unusable(path, fault);
        }
    }

    /// <summary>Adds a result.</summary>
    public void Add(RunResult result)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("target", result.Item.Account.Key);
            ResultJson.WriteItem(json, result);
            ResultJson.WriteResult(json, result);
            ResultJson.WriteDetails(json, result);
            json.WriteString("command", Command);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        lock (_lock)
        {
            try
            {
                _file.Write(line.GetBuffer(), 0, (int)line.Length);
                _file.Flush();
            }
            catch (IOException fault)
            {
                throw StorageFaults.Describe(
                    fault,
                    $"The results cannot be written to {_file.Name}",
                    "name another file: --results FILE"
                );
            }
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Opens a file that only this user can read, and others can read meanwhile; never through a link.</summary>
    private static FileStream OpenPrivate(string path) =>
        OperatingSystem.IsWindows()
            ? PrivateFile.Open(path, FileMode.OpenOrCreate, share: FileShare.Read)
            : OwnFile.OpenToWrite(path) ?? PrivateFile.Open(path, FileMode.CreateNew, share: FileShare.Read);

    /// <summary>Ends a line that was cut off, so that the next one is whole.</summary>
    private static void EndLine(FileStream file)
    {
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            var last = file.ReadByte();
            if (last != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }
    }

    private static RoleAssistException Unusable(string path, Exception fault) =>
        new(ErrorCode.InvalidArgument, $"The results file {path} cannot be used: {fault.Message}", inner: fault);
}
