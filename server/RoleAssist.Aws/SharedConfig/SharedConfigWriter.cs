using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// Appends to the config file in one write. Existing bytes, links, owner and permissions stay unchanged, and the file's
/// line endings are used.
/// </summary>
public sealed class SharedConfigWriter(SharedConfigProfileStore store) : IProfileWriter
{
    /// <remarks>A write that has begun is not canceled: half a section would be worse than none.</remarks>
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
                "Check that it is a file and that you can write to it.",
                fault
            );
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
                ErrorCode.ConfigurationUnreadable,
                $"The AWS file {path} is written in UTF-16, which AWS' tools do not read.",
                "Save it as UTF-8 without a byte order mark."
            );
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

    /// <summary>
    /// Gets the text to append, and the line of the profile's header in that text (counting the line that it
    /// continues).
    /// </summary>
    private static (string Text, int HeaderLine) TextOf(ProfileDraft draft, ReadOnlySpan<byte> before)
    {
        var newLine = before.IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        var lines = new List<string>();
        if (before is not [] and not [0xEF, 0xBB, 0xBF])
        {
            // Completes an unterminated line and separates the new section from the existing ones.
            lines.AddRange(before[^1] == (byte)'\n' ? [""] : ["", ""]);
        }

        if (draft.NewSsoSession is { } login)
        {
            lines.AddRange(SectionOf($"sso-session {login.Name}", login.Settings));
            lines.Add("");
        }

        var headerLine = lines.Count + 1;
        lines.AddRange(
            SectionOf(draft.Name == ProfileNames.Default ? draft.Name : $"profile {draft.Name}", draft.Settings)
        );
        return (string.Concat(lines.Select(line => line + newLine)), headerLine);
    }

    private static IEnumerable<string> SectionOf(string header, IEnumerable<KeyValuePair<string, string>> settings) =>
        [$"[{header}]", .. settings.Select(setting => $"{setting.Key} = {setting.Value}")];
}
