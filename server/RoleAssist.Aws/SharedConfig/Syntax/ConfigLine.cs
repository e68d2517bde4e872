namespace RoleAssist.Aws.SharedConfig.Syntax;

internal enum LineKind : byte
{
    Blank,
    Comment,

    /// <summary><c>[profile x]</c>: <see cref="ConfigLine.Name"/> is the text between the brackets.</summary>
    Section,

    /// <summary>
    /// A section header that does not end with a bracket. The lines that follow belong to no section.
    /// </summary>
    BrokenSection,

    /// <summary><c>name = value</c>.</summary>
    Property,

    /// <summary>A line without indentation that is not a property.</summary>
    BrokenProperty,

    /// <summary>
    /// An indented line that continues the previous value; <see cref="ConfigLine.Value"/> is its text.
    /// </summary>
    Continuation,

    /// <summary>
    /// An indented line that continues nothing, or that is not a sub-property within a block of sub-properties.
    /// </summary>
    BrokenContinuation,
}

/// <summary>A span of the tree's text.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public bool IsEmpty => Length == 0;

    public static TextSpan Between(int start, int end) => new(start, end - start);
}

/// <summary>A line of the text, including its line break, and the spans of its parts.</summary>
internal readonly record struct ConfigLine(
    LineKind Kind,
    TextSpan Span,
    TextSpan Name = default,
    TextSpan Value = default,
    TextSpan Comment = default
);

/// <summary>
/// A property: its line and the lines that continue it, including blank and comment lines in between.
/// </summary>
internal readonly record struct ConfigProperty(int FirstLine, int LineCount);

/// <summary>
/// A section: its header, all lines up to the next header, and the range of its properties in the tree.
/// </summary>
internal readonly record struct ConfigSection(int FirstLine, int LineCount, int FirstProperty, int PropertyCount);

/// <summary>A line that breaks a rule of the format; line and column are 1-based.</summary>
internal readonly record struct SyntaxError(FileRule Rule, int Line, int Column);
