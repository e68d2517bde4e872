namespace RoleAssist.Aws.SharedConfig.Syntax;

internal enum LineKind : byte
{
    Blank,
    Comment,

    /// <summary><c>[profile x]</c>: <see cref="ConfigLine.Name"/> is what stands between the brackets.</summary>
    Section,

    /// <summary>A section's first line that does not end with a bracket. What follows belongs to nobody.</summary>
    BrokenSection,

    /// <summary><c>name = value</c>.</summary>
    Property,

    /// <summary>A line at the margin that defines nothing.</summary>
    BrokenProperty,

    /// <summary>An indented line, which goes on with the value before it; <see cref="ConfigLine.Value"/> is its text.</summary>
    Continuation,

    /// <summary>An indented line that goes on with nothing, or that is no sub-property in a block of such.</summary>
    BrokenContinuation,
}

/// <summary>A piece of the tree's text.</summary>
internal readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public bool IsEmpty => Length == 0;

    public static TextSpan Between(int start, int end) => new(start, end - start);
}

/// <summary>A line of the text, its line break included, and the places of what it holds.</summary>
internal readonly record struct ConfigLine(LineKind Kind, TextSpan Span, TextSpan Name = default, TextSpan Value = default, TextSpan Comment = default);

/// <summary>A property: its line and the lines that continue it, with the blank and comment lines in between.</summary>
internal readonly record struct ConfigProperty(int FirstLine, int LineCount);

/// <summary>A section: its header, all lines up to the next one, and where its properties are in the tree's.</summary>
internal readonly record struct ConfigSection(int FirstLine, int LineCount, int FirstProperty, int PropertyCount);

/// <summary>A line that breaks a rule of the format; line and column count from 1.</summary>
internal readonly record struct SyntaxError(FileRule Rule, int Line, int Column);
