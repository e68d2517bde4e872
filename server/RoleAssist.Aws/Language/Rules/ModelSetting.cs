using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>A setting as it is written, with what the catalogue knows about it.</summary>
/// <param name="Known">What it is; null if the catalogue has nothing in this place.</param>
/// <param name="Value">The text of its own line.</param>
internal sealed record ModelSetting(
    ConfigDocument Document,
    ModelSection Section,
    DocumentProperty Property,
    KnownSetting? Known,
    string Value
)
{
    public string Name => Property.Name;

    public string? Profile => Section.Profile;

    public TextSpan NameSpan => Property.NameSpan;

    /// <summary>Gets the value's place; the name's if there is no value.</summary>
    public TextSpan ValueSpan => Property.ValueSpan.IsEmpty ? Property.NameSpan : Property.ValueSpan;

    public bool HasValue => !string.IsNullOrWhiteSpace(Value);

    public DocumentEdit ReplaceValue(string value) => new(Document, Property.ValueSpan, value);

    public DocumentEdit ReplaceName(string name) => new(Document, Property.NameSpan, name);

    /// <summary>Returns the edit that removes it with its indented lines.</summary>
    public DocumentEdit Remove()
    {
        var lines = Document.Tree.Lines;
        return new DocumentEdit(
            Document,
            TextSpan.Between(lines[Property.Line].Span.Start, lines[Property.EndLine - 1].Span.End),
            ""
        );
    }

    /// <summary>Returns only the place: the value may be a secret.</summary>
    public override string ToString() => $"{Name} in line {Property.Line + 1}";
}
