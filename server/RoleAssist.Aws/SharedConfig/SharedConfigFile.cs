using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// A snapshot of one of the two files. Changes are detected by content, because no file system's timestamps are precise
/// enough. If a file seems to be half-written, its previous content stays in use for a moment.
/// </summary>
internal sealed class SharedConfigFile
{
    /// <summary>How long a program may take to finish writing a file.</summary>
    public static readonly TimeSpan WriteTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Enough for hundreds of thousands of profiles; a longer file is not an AWS file.</summary>
    internal const int Longest = 128 * 1024 * 1024;

    private readonly string _path;
    private readonly SharedConfigFileKind _kind;
    private readonly TimeProvider _time;
    private readonly Content _content = new([], null);
    private readonly long? _doubtedSince;

    /// <summary>Creates an empty file that has not been read yet.</summary>
    public SharedConfigFile(string path, SharedConfigFileKind kind, TimeProvider time) =>
        (_path, _kind, _time) = (path, kind, time);

    private SharedConfigFile(
        SharedConfigFile before,
        Content content,
        SharedConfigDocument document,
        long? doubtedSince
    )
        : this(before._path, before._kind, before._time) =>
        (_content, Document, _doubtedSince) = (content, document, doubtedSince);

    /// <summary>Gets the parsed file; the same object as in the previous snapshot if it has not changed.</summary>
    public SharedConfigDocument Document { get; } = SharedConfigDocument.Empty;

    /// <summary>Gets the text; null if there is none to read.</summary>
    public string? Text =>
        _content is { Fault: null, IsMissing: false } && !LosslessUtf8.IsUtf16(_content.Bytes)
            ? LosslessUtf8.Decode(_content.Bytes)
            : null;

    /// <summary>Whether the file differs from <see cref="Document"/> and seems half-written.</summary>
    public bool IsDoubted => _doubtedSince is not null;

    /// <summary>Whether the file did not exist when it was read.</summary>
    public bool IsMissing => _content.IsMissing;

    /// <summary>Reads the file and returns a new snapshot.</summary>
    public async Task<SharedConfigFile> ReadAsync(CancellationToken cancellationToken)
    {
        var content = await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (content.Equals(_content))
        {
            return IsDoubted ? new SharedConfigFile(this, _content, Document, doubtedSince: null) : this;
        }

        var document = Interpret(content);
        if (SeemsHalfWritten(content, document))
        {
            var doubtedSince = _doubtedSince ?? _time.GetTimestamp();
            if (_time.GetElapsedTime(doubtedSince) < WriteTimeout)
            {
                return new SharedConfigFile(this, _content, Document, doubtedSince);
            }
        }

        return new SharedConfigFile(this, content, document, doubtedSince: null);
    }

    /// <summary>
    /// Programs truncate or delete a file before they rewrite it, and its end is missing until they finish.
    /// </summary>
    private bool SeemsHalfWritten(Content content, SharedConfigDocument document) =>
        Document.Sections.Count > 0 && (content.Bytes.Length == 0 || document.IsTruncated);

    private SharedConfigDocument Interpret(Content content) =>
        content switch
        {
            { Fault: { } fault } => new SharedConfigDocument([], [Unreadable(fault)]),
            _ when LosslessUtf8.IsUtf16(content.Bytes) => new SharedConfigDocument(
                [],
                [SyntaxErrors.Utf16.At(new SourceLocation(_path, 1, 1))]
            ),
            _ => SharedConfigReader.Read(LosslessUtf8.Decode(content.Bytes), _path, _kind),
        };

    private Problem Unreadable(string fault) =>
        new(
            ErrorCode.ConfigurationUnreadable,
            ProblemSeverity.Error,
            $"The AWS file {_path} cannot be read: {fault} Check that it is a file and that you can read it.",
            new SourceLocation(_path, 1, 1)
        )
        {
            SdksDisagree = true,
            HidesProfiles = true,
        };

    /// <summary>
    /// Opens and reads the file. A missing file is empty, which is not an error. A pipe can be read only once.
    /// </summary>
    private async Task<Content> OpenAsync(CancellationToken cancellationToken)
    {
        var isPipe = false;
        try
        {
            using var file = await UntrustedFile.OpenAsync(_path, cancellationToken).ConfigureAwait(false);
            isPipe = file.IsPipe;
            return isPipe && _content.IsPipe ? _content
                : await file.ReadAsync(Longest, cancellationToken).ConfigureAwait(false) is { } bytes
                    ? new Content(bytes, null, isPipe)
                : new Content([], $"it is longer than {Longest / (1024 * 1024)} MB.", isPipe);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Content([], null, IsMissing: true);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new Content([], Directory.Exists(_path) ? "it is a folder." : fault.Message, isPipe);
        }
    }

    /// <summary>The file's bytes, or the reason why it could not be read.</summary>
    private readonly record struct Content(byte[] Bytes, string? Fault, bool IsPipe = false, bool IsMissing = false)
    {
        public bool Equals(Content other) =>
            (Fault, IsPipe, IsMissing) == (other.Fault, other.IsPipe, other.IsMissing)
            && Bytes.AsSpan().SequenceEqual(other.Bytes);

        public override int GetHashCode() => Bytes.Length;
    }
}
