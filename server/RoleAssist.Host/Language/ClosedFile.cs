using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Host.Documents;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Language;

/// <summary>One of the AWS files that the editor has not open. It is parsed again only when its bytes have changed.</summary>
internal sealed class ClosedFile(string path, SharedConfigFileKind kind)
{
    private volatile Content? _last;

    /// <summary>What is said of a file that is longer than an editor's documents may be.</summary>
    public static string TooLong(SharedConfigFileKind kind) =>
        $"The {NameOf(kind)} file is longer than {DocumentRegistry.MaxLength / (1024 * 1024)} MB.";

    /// <summary>
    /// Returns the file, or why it cannot be looked into, as a sentence; neither if it does not exist.
    /// </summary>
    public async Task<(ConfigDocument? Document, string? Unseen)> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var file = await UntrustedFile.OpenAsync(path, cancellationToken).ConfigureAwait(false);
            if (file.IsPipe)
            {
                return (null, $"The {NameOf(kind)} file is a pipe, which can be read only once.");
            }

            return
                await file.ReadAsync(DocumentRegistry.MaxLength, cancellationToken).ConfigureAwait(false) is { } bytes
                ? (Parse(bytes), null)
                : (null, TooLong(kind));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, null);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return (null, $"The {NameOf(kind)} file cannot be read.");
        }
    }

    private static string NameOf(SharedConfigFileKind kind) =>
        kind == SharedConfigFileKind.Config ? "config" : "credentials";

    private ConfigDocument Parse(byte[] bytes)
    {
        if (_last is { } last && last.Bytes.AsSpan().SequenceEqual(bytes))
        {
            return last.Document;
        }

        var parsed = ConfigDocument.Decode(bytes, kind);
        _last = new Content(bytes, parsed);
        return parsed;
    }

    private sealed record Content(byte[] Bytes, ConfigDocument Document);
}
