using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Adds to the config file at its end, in one write. So no byte that is there can change, and links, owner and
/// permissions stay what they are; the line endings are those of the file.
/// </summary>
public sealed class SharedConfigWriter(SharedConfigProfileStore store) : IProfileWriter
{
    /// <remarks>Once it writes it is not given up: half a section would be worse than none.</remarks>
    public async Task<SourceLocation> AddAsync(ProfileDraft draft, CancellationToken cancellationToken)
    {
        var path = store.Files.Config;
        try
        {
            return await Task.Run(() => Append(path, draft), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable,
                $"The AWS file {path} cannot be written: {fault.Message}",
                "Check that it is a file and that you may write it.",
                fault);
        }
    }

    private static SourceLocation Append(string path, ProfileDraft draft)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            PrivateFile.CreateFolder(folder);
        }

        var options = PrivateFile.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite);
        (options.Share, options.BufferSize) = (FileShare.Read, 0);
        using var file = new FileStream(path, options);
        var before = new byte[file.Length];
        file.ReadExactly(before);
        if (before is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable, $"The AWS file {path} is written in UTF-16, which AWS' tools do not read.", "Save it as UTF-8 without a byte order mark.");
        }

        var addition = TextOf(draft, before);
        try
        {
            file.Write(Encoding.UTF8.GetBytes(addition.Text));
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Half a section would be worse than none.
            file.SetLength(before.Length);
            throw;
        }

        return new SourceLocation(path, before.Count(character => character == '\n') + addition.HeaderLine, 1);
    }

    /// <summary>What to write after what is there, and in which of its lines (counted with the one that is begun) the profile's header is.</summary>
    private static (string Text, int HeaderLine) TextOf(ProfileDraft draft, ReadOnlySpan<byte> before)
    {
        var newLine = before.IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        var lines = new List<string>();
        if (before is not [] and not [0xEF, 0xBB, 0xBF])
        {
            // Ends a line that is open, and parts what is new from what is old.
            lines.AddRange(before[^1] == (byte)'\n' ? [""] : ["", ""]);
        }

        if (draft.NewSsoSession is { } login)
        {
            lines.AddRange(SectionOf($"sso-session {login.Name}", login.Settings));
            lines.Add("");
        }

        var headerLine = lines.Count + 1;
        lines.AddRange(SectionOf(draft.Name == ProfileNames.Default ? draft.Name : $"profile {draft.Name}", draft.Settings));
        return (string.Concat(lines.Select(line => line + newLine)), headerLine);
    }

    private static IEnumerable<string> SectionOf(string header, IEnumerable<KeyValuePair<string, string>> settings) =>
        [$"[{header}]", .. settings.Select(setting => $"{setting.Key} = {setting.Value}")];
}
