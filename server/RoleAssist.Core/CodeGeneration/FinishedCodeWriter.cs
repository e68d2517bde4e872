using System.Text;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>Writes complete code.</summary>
internal sealed class FinishedCodeWriter(LanguageSyntax syntax) : ICodeWriter
{
    private readonly StringBuilder _code = new();
    private readonly List<FactValue> _placeholders = [];

    /// <summary>The placeholders that the user needs to fill in.</summary>
    public IReadOnlyList<FactValue> Placeholders => _placeholders;

    public void Text(string text) => _code.Append(text);

    public void Hole(FactValue value, HoleKind kind)
    {
        _code.Append(syntax.Write(value, kind));
        if (value.IsPlaceholder && !_placeholders.Contains(value))
        {
            _placeholders.Add(value);
        }
    }

    public void CursorLine(string indentation) { }

    public override string ToString() => _code.ToString();
}
