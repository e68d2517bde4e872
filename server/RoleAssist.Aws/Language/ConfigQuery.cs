using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language;

/// <summary>
/// Tells what is at a position. It looks at the characters of the line, not at its kind, because a line that is being
/// typed is usually not valid yet.
/// </summary>
internal static class ConfigQuery
{
    private const string Blanks = " \t";

    public static ConfigPlace At(ConfigDocument document, int offset)
    {
        var (line, _) = document.PositionOf(offset);
        var section = document.SectionAt(line);
        if (line >= document.Tree.Lines.Length)
        {
            return new ConfigPlace(ConfigPart.PropertyName, new TextSpan(offset, 0), section);
        }

        var syntax = document.Tree.Lines[line];
        var start = syntax.Span.Start;
        var text = document.Slice(TextSpan.Between(start, document.EndOf(syntax)));
        var caret = Math.Clamp(offset - start, 0, text.Length);
        return text switch
        {
            ['#' or ';', ..] => new ConfigPlace(ConfigPart.Comment, new TextSpan(start, text.Length), section),
            ['[', ..] => InHeader(document, syntax, section!, text, caret),
            [' ' or '\t', ..] => Indented(document, line, section, text, caret),
            _ => InProperty(document, line, section, text, caret),
        };
    }

    private static ConfigPlace InHeader(
        ConfigDocument document,
        ConfigLine syntax,
        DocumentSection section,
        ReadOnlySpan<char> text,
        int caret
    )
    {
        var start = syntax.Span.Start;
        if (!syntax.Comment.IsEmpty && start + caret > syntax.Comment.Start)
        {
            return new ConfigPlace(ConfigPart.Comment, syntax.Comment, section);
        }

        if (caret == 0 || (syntax.Kind == LineKind.Section && start + caret > syntax.Name.End))
        {
            return new ConfigPlace(ConfigPart.None, new TextSpan(start + caret, 0), section);
        }

        if (!section.NameSpan.IsEmpty && Touches(section.NameSpan, start + caret))
        {
            return new ConfigPlace(ConfigPart.HeaderName, section.NameSpan, section);
        }

        var end = text[1..].IndexOf(']') is var bracket and >= 0 ? bracket + 1 : text.Length;
        var gap = text[1..end].IndexOfAny(Blanks) is var blank and >= 0 ? blank + 1 : end;
        return caret <= gap
            ? new ConfigPlace(ConfigPart.HeaderWord, TextSpan.Between(start + 1, start + gap), section)
            : new ConfigPlace(ConfigPart.HeaderName, Trimmed(text, start, gap, end, caret), section);
    }

    private static ConfigPlace InProperty(
        ConfigDocument document,
        int line,
        DocumentSection? section,
        ReadOnlySpan<char> text,
        int caret
    )
    {
        var syntax = document.Tree.Lines[line];
        var start = syntax.Span.Start;
        var property =
            section is not null && syntax.Kind == LineKind.Property
                ? DocumentProperty.Before(document, section, line)
                : null;
        if (!syntax.Comment.IsEmpty && start + caret >= syntax.Comment.Start)
        {
            return new ConfigPlace(ConfigPart.Comment, syntax.Comment, section, property);
        }

        var equals = text.IndexOf('=');
        if (equals < 0 || caret <= equals)
        {
            var end = equals < 0 ? text.Length : equals;
            return new ConfigPlace(ConfigPart.PropertyName, Trimmed(text, start, 0, end, caret), section, property);
        }

        var stop = syntax.Comment.IsEmpty ? text.Length : syntax.Comment.Start - start;
        return new ConfigPlace(ConfigPart.Value, Trimmed(text, start, equals + 1, stop, caret), section, property);
    }

    /// <summary>An indented line is a property of a block, or continues a value.</summary>
    private static ConfigPlace Indented(
        ConfigDocument document,
        int line,
        DocumentSection? section,
        ReadOnlySpan<char> text,
        int caret
    )
    {
        var start = document.Tree.Lines[line].Span.Start;
        var owner = section is null ? null : DocumentProperty.Before(document, section, line);
        if (owner is { IsBlock: false } && text.Trim(Blanks).Length > 0)
        {
            return new ConfigPlace(ConfigPart.Value, Trimmed(text, start, 0, text.Length, caret), section, owner);
        }

        if (owner is null or { IsBlock: false })
        {
            return new ConfigPlace(ConfigPart.None, new TextSpan(start + caret, 0), section);
        }

        if (text.TrimStart(Blanks) is ['#' or ';', ..])
        {
            return new ConfigPlace(ConfigPart.Comment, Trimmed(text, start, 0, text.Length, caret), section, owner);
        }

        var property = owner.NestedAt(document, line) ?? owner;
        var equals = text.IndexOf('=');
        return equals < 0 || caret <= equals
            ? new ConfigPlace(
                ConfigPart.NestedName,
                Trimmed(text, start, 0, equals < 0 ? text.Length : equals, caret),
                section,
                property
            )
            : new ConfigPlace(
                ConfigPart.NestedValue,
                Trimmed(text, start, equals + 1, text.Length, caret),
                section,
                property
            );
    }

    /// <summary>Returns the text between two indexes without blanks around it; if there is none, the caret.</summary>
    private static TextSpan Trimmed(ReadOnlySpan<char> text, int lineStart, int from, int to, int caret)
    {
        while (from < to && Blanks.Contains(text[from], StringComparison.Ordinal))
        {
            from++;
        }

        while (to > from && Blanks.Contains(text[to - 1], StringComparison.Ordinal))
        {
            to--;
        }

        return from == to ? new TextSpan(lineStart + caret, 0) : TextSpan.Between(lineStart + from, lineStart + to);
    }

    private static bool Touches(TextSpan span, int offset) => span.Start <= offset && offset <= span.End;
}
