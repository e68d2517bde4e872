namespace RoleAssist.Core.CodeGeneration;

/// <summary>How a fact stands in code.</summary>
internal enum HoleKind
{
    Literal,
    Comment,
    Identifier,
}

/// <summary>What a template is written to: code, or a snippet.</summary>
internal interface ICodeWriter
{
    /// <summary>The template's own text.</summary>
    void Text(string text);

    void Hole(FactValue value, HoleKind kind);

    /// <summary>A line that a person goes on with.</summary>
    void CursorLine(string indentation);
}

internal static class LiteralWriter
{
    public static Literal Write(this LanguageSyntax syntax, FactValue value, HoleKind kind) => kind switch
    {
        HoleKind.Comment => syntax.Comment(value.Text),
        HoleKind.Identifier => syntax.Identifier(value.Text),
        _ => value.Fact.IsNumber ? syntax.Number(value.Text) : syntax.Text(value.Text),
    };
}
