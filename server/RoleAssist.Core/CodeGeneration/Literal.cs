namespace RoleAssist.Core.CodeGeneration;

/// <summary>A value in a language's syntax. In a snippet, the content between the delimiters is the tab stop.</summary>
public readonly record struct Literal(string Open, string Content, string Close)
{
    public override string ToString() => Open + Content + Close;
}
