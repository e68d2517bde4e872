namespace RoleAssist.Aws.SharedConfig.Syntax;

/// <summary>
/// Splits text into lines, sections and properties according to AWS' specification of the files
/// (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html). A line that breaks a rule is reported as an
/// error with its location, and parsing continues with the next line.
/// </summary>
internal sealed class ConfigParser
{
    private const string Blanks = " \t";
    private const string CommentSigns = "#;";

    private readonly string _text;
    private readonly List<ConfigLine> _lines;
    private readonly List<ConfigSection> _sections = [];
    private readonly List<ConfigProperty> _properties = [];
    private readonly List<SyntaxError> _errors = [];
    private int _position;
    private Context _context = Context.NoSection;

    public ConfigParser(string text, int start)
    {
        (_text, _position) = (text, start);
        _lines = new List<ConfigLine>(text.AsSpan().Count('\n') + 1);
    }

    /// <summary>What an indented line would continue.</summary>
    private enum Context
    {
        NoSection,
        SectionStart,
        Value,

        /// <summary>A property whose own line has no value, so that each indented line is a sub-property.</summary>
        Block,

        /// <summary>The whole text is in another encoding, which is reported once.</summary>
        OtherEncoding,

        /// <summary>A line that was already reported; the lines that continue it are not reported again.</summary>
        Broken,
    }

    public ConfigSyntaxTree Parse()
    {
        if (LosslessUtf8.IsMisreadUtf16(_text))
        {
            _errors.Add(new SyntaxError(SyntaxErrors.Utf16, 1, 1));
            _context = Context.OtherEncoding;
        }

        while (_position < _text.Length)
        {
            ReadLine();
        }

        CloseSection();
        return new ConfigSyntaxTree(_text, _lines, _sections, _properties, _errors);
    }

    private void ReadLine()
    {
        var rest = _text.AsSpan(_position);
        var length = rest.IndexOfAny('\n', '\r');
        var line = length < 0 ? rest : rest[..length];
        var lineBreak =
            length < 0 ? 0
            : rest[length..] is ['\r', '\n', ..] ? 2
            : 1;
        var span = new TextSpan(_position, line.Length + lineBreak);
        _lines.Add(Read(line, span));
        _position = span.End;
    }

    private ConfigLine Read(ReadOnlySpan<char> line, TextSpan span)
    {
        if (line.TrimStart(Blanks).IsEmpty)
        {
            return new ConfigLine(LineKind.Blank, span);
        }

        return line[0] switch
        {
            _ when _context == Context.OtherEncoding => new ConfigLine(LineKind.BrokenProperty, span),
            '#' or ';' => new ConfigLine(LineKind.Comment, span),
            '[' => ReadHeader(line.TrimEnd(Blanks), span),
            ' ' or '\t' => ReadContinuation(line, span),
            _ => ReadProperty(line.TrimEnd(Blanks), span),
        };
    }

    /// <summary>Reads a header. A comment may follow the bracket directly.</summary>
    private ConfigLine ReadHeader(ReadOnlySpan<char> line, TextSpan span)
    {
        CloseSection();
        _sections.Add(new ConfigSection(_lines.Count, 0, _properties.Count, 0));
        var comment = line.IndexOfAny(CommentSigns);
        var header = comment < 0 ? line : line[..comment].TrimEnd(Blanks);
        if (header[^1] != ']')
        {
            _context = Context.Broken;
            return Broken(LineKind.BrokenSection, span, SyntaxErrors.SectionNotClosed, 0);
        }

        _context = Context.SectionStart;
        var name = TextSpan.Between(span.Start + 1, span.Start + header.Length - 1);
        return new ConfigLine(LineKind.Section, span, name, Comment: CommentOf(line, comment, span));
    }

    private ConfigLine ReadProperty(ReadOnlySpan<char> line, TextSpan span)
    {
        if (_context == Context.NoSection)
        {
            return Broken(LineKind.BrokenProperty, span, SyntaxErrors.PropertyOutsideSection, 0);
        }

        var comment = IndexOfComment(line);
        var definition = comment < 0 ? line : line[..comment].TrimEnd(Blanks);
        var equals = definition.IndexOf('=');
        if (equals <= 0)
        {
            _context = Context.Broken;
            return Broken(
                LineKind.BrokenProperty,
                span,
                equals < 0 ? SyntaxErrors.MissingEquals : SyntaxErrors.MissingName,
                0
            );
        }

        var name = new TextSpan(span.Start, definition[..equals].TrimEnd(Blanks).Length);
        var text = definition[(equals + 1)..].TrimStart(Blanks);
        var value = new TextSpan(span.Start + definition.Length - text.Length, text.Length);
        _context = text.IsEmpty ? Context.Block : Context.Value;
        _properties.Add(new ConfigProperty(_lines.Count, 1));
        return new ConfigLine(LineKind.Property, span, name, value, CommentOf(line, comment, span));
    }

    /// <summary>Reads an indented line, in which a comment sign is ordinary text.</summary>
    private ConfigLine ReadContinuation(ReadOnlySpan<char> line, TextSpan span)
    {
        var indented = line.TrimStart(Blanks);
        var indentation = line.Length - indented.Length;
        var content = indented.TrimEnd(Blanks);
        var error = _context switch
        {
            Context.NoSection => SyntaxErrors.PropertyOutsideSection,
            Context.SectionStart => SyntaxErrors.ContinuationWithoutProperty,
            Context.Block => SubPropertyError(content),
            _ => null,
        };
        if (error is not null || _context == Context.Broken)
        {
            return Broken(LineKind.BrokenContinuation, span, error, indentation);
        }

        var property = _properties[^1];
        _properties[^1] = property with { LineCount = _lines.Count - property.FirstLine + 1 };
        return new ConfigLine(
            LineKind.Continuation,
            span,
            Value: new TextSpan(span.Start + indentation, content.Length)
        );
    }

    /// <summary>
    /// Checks a sub-property, which is kept as text but needs a name, and an equals sign before any comment.
    /// </summary>
    private static FileRule? SubPropertyError(ReadOnlySpan<char> content)
    {
        var comment = IndexOfComment(content);
        return (comment < 0 ? content : content[..comment]).IndexOf('=') switch
        {
            < 0 => SyntaxErrors.MissingEqualsInBlock,
            0 => SyntaxErrors.MissingNameInBlock,
            _ => null,
        };
    }

    /// <summary>
    /// Finds the comment after a definition, which needs a space or tab before it: <c>a#b</c> is a value.
    /// </summary>
    private static int IndexOfComment(ReadOnlySpan<char> line)
    {
        for (var from = 1; from < line.Length; from++)
        {
            var next = line[from..].IndexOfAny(CommentSigns);
            if (next < 0)
            {
                break;
            }

            from += next;
            if (Blanks.Contains(line[from - 1], StringComparison.Ordinal))
            {
                return from;
            }
        }

        return -1;
    }

    private static TextSpan CommentOf(ReadOnlySpan<char> line, int comment, TextSpan span) =>
        comment < 0 ? default : new TextSpan(span.Start + comment, line.Length - comment);

    private ConfigLine Broken(LineKind kind, TextSpan span, FileRule? rule, int index)
    {
        if (rule is not null)
        {
            _errors.Add(new SyntaxError(rule, _lines.Count + 1, index + 1));
        }

        return new ConfigLine(kind, span);
    }

    private void CloseSection()
    {
        if (_sections is [.., var open])
        {
            _sections[^1] = open with
            {
                LineCount = _lines.Count - open.FirstLine,
                PropertyCount = _properties.Count - open.FirstProperty,
            };
        }
    }
}
