namespace RoleAssist.Core.CodeGeneration;

/// <summary>How a fact is written in code.</summary>
internal enum HoleKind
{
    Literal,
    Comment,
    Identifier,
}

/// <summary>The output of a template: code or a snippet.</summary>
internal interface ICodeWriter
{
    /// <summary>Writes text of the template.</summary>
    void Text(string text);

    void Hole(FactValue value, HoleKind kind);

    /// <summary>Writes the line where the user continues.</summary>
    void CursorLine(string indentation);
}

internal static class LiteralWriter
{
    public static Literal Write(this LanguageSyntax syntax, FactValue value, HoleKind kind) =>
        kind switch
        {
            HoleKind.Comment => syntax.Comment(value.Text),
            HoleKind.Identifier => syntax.Identifier(value.Text),
            _ => value.Fact.IsNumber ? syntax.Number(value.Text) : syntax.Text(value.Text),
        };
}
