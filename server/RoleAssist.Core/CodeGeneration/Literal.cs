namespace RoleAssist.Core.CodeGeneration;

/// <summary>A value in a language's notation. A snippet's tab stop is what stands between the delimiters.</summary>
public readonly record struct Literal(string Open, string Content, string Close)
{
    public override string ToString() => Open + Content + Close;
}
