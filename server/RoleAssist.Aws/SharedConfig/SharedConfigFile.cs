using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// One of the two files, as it was when it was read. Its content is what tells whether it changed: no clock of a
/// file system is fine enough for that. A file that somebody seems to be writing is given a moment, in which what it said
/// before still counts.
/// </summary>
internal sealed class SharedConfigFile
{
    /// <summary>How long a program may take to write a file that it has begun.</summary>
    public static readonly TimeSpan WriteTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Hundreds of thousands of profiles; what is longer is something else.</summary>
    private const int Longest = 128 * 1024 * 1024;

    private readonly string _path;
    private readonly SharedConfigFileKind _kind;
    private readonly TimeProvider _time;
    private readonly Content _content = new([], null);
    private readonly long? _doubtedSince;

    /// <summary>A file that has not been read yet and says nothing.</summary>
    public SharedConfigFile(string path, SharedConfigFileKind kind, TimeProvider time) => (_path, _kind, _time) = (path, kind, time);

    private SharedConfigFile(SharedConfigFile before, Content content, SharedConfigDocument document, long? doubtedSince)
        : this(before._path, before._kind, before._time) => (_content, Document, _doubtedSince) = (content, document, doubtedSince);

    /// <summary>What the file says; the same object as before if it has not changed.</summary>
    public SharedConfigDocument Document { get; } = SharedConfigDocument.Empty;

    /// <summary>Whether the file is not what <see cref="Document"/> says, but may be soon.</summary>
    public bool IsDoubted => _doubtedSince is not null;

    /// <summary>Whether it was not there when it was read.</summary>
    public bool IsMissing => _content.IsMissing;

    /// <summary>The file as it is now.</summary>
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

    /// <summary>A file is emptied or taken away before it is written anew, and then its end is missing for a while.</summary>
    private bool SeemsHalfWritten(Content content, SharedConfigDocument document) =>
        Document.Sections.Count > 0 && (content.Bytes.Length == 0 || document.IsCutShort);

    private SharedConfigDocument Interpret(Content content) => content switch
    {
        { Fault: { } fault } => new SharedConfigDocument([], [Unreadable(fault)]),
        // With a byte order mark, and without: no AWS file begins with a character that is NUL.
        { Bytes: [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] } => new SharedConfigDocument([], [SyntaxErrors.Utf16.At(new SourceLocation(_path, 1, 1))]),
        _ => SharedConfigReader.Read(LosslessUtf8.Decode(content.Bytes), _path, _kind),
    };

    private Problem Unreadable(string fault) => new(
        ErrorCode.ConfigurationUnreadable,
        ProblemSeverity.Error,
        $"The AWS file {_path} cannot be read: {fault} Check that it is a file and that you may read it.",
        new SourceLocation(_path, 1, 1))
    { DividesSdks = true, HidesProfiles = true };

    /// <summary>A file that is not there says nothing, and is no fault; what came through a pipe does not come again.</summary>
    private async Task<Content> OpenAsync(CancellationToken cancellationToken)
    {
        var isPipe = false;
        try
        {
            using var file = await UntrustedFile.OpenAsync(_path, cancellationToken).ConfigureAwait(false);
            isPipe = file.IsPipe;
            return isPipe && _content.IsPipe
                ? _content
                : await file.ReadAsync(Longest, cancellationToken).ConfigureAwait(false) is { } bytes ? new Content(bytes, null, isPipe) : new Content([], $"it is longer than {Longest / (1024 * 1024)} MB.", isPipe);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Content([], null, IsMissing: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new Content([], Directory.Exists(_path) ? "it is a folder." : fault.Message, isPipe);
        }
    }

    /// <summary>The file's bytes, or why there are none.</summary>
    private readonly record struct Content(byte[] Bytes, string? Fault, bool IsPipe = false, bool IsMissing = false)
    {
        public bool Equals(Content other) => (Fault, IsPipe, IsMissing) == (other.Fault, other.IsPipe, other.IsMissing) && Bytes.AsSpan().SequenceEqual(other.Bytes);

        public override int GetHashCode() => Bytes.Length;
    }
}
