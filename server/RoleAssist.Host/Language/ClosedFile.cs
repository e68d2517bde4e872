using System.Text;
using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Host.Documents;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Language;

/// <summary>One of the AWS files that the editor has not open. It is parsed again only when its bytes have changed.</summary>
internal sealed class ClosedFile(string path, SharedConfigFileKind kind)
{
    private volatile Content? _last;

    /// <summary>Returns the file; null if it does not exist, cannot be read, or is too long for an editor.</summary>
    public async Task<ConfigDocument?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var file = await UntrustedFile.OpenAsync(path, cancellationToken).ConfigureAwait(false);
            return
                !file.IsPipe
                && await file.ReadAsync(DocumentRegistry.MaxLength, cancellationToken).ConfigureAwait(false)
                    is { } bytes
                ? Parse(bytes)
                : null;
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Decodes the bytes as an editor does: positions count from after a byte order mark.</summary>
    private ConfigDocument Parse(byte[] bytes)
    {
        if (_last is { } last && last.Bytes.AsSpan().SequenceEqual(bytes))
        {
            return last.Document;
        }

        var text = bytes.AsSpan();
        var parsed = ConfigDocument.Parse(
            Encoding.UTF8.GetString(
                text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text
            ),
            kind
        );
        _last = new Content(bytes, parsed);
        return parsed;
    }

    private sealed record Content(byte[] Bytes, ConfigDocument Document);
}
