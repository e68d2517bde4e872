using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Security;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>A setting as it is written, with what the catalogue knows about it.</summary>
internal sealed class ModelSetting(ConfigDocument document, ModelSection section, DocumentProperty property)
{
    public ConfigDocument Document => document;

    public ModelSection Section => section;

    public DocumentProperty Property => property;

    /// <summary>Gets what it is; null if the catalogue has nothing in this place.</summary>
    public KnownSetting? Known => property.Setting;

    /// <summary>Gets the text of its own line.</summary>
    public string Value => field ??= document.TextOf(property.ValueSpan);

    /// <summary>Gets it as messages repeat it: cut to a line, without secrets.</summary>
    public string Shown => DisplayText.Value(Value);

    /// <summary>Gets the same as <see cref="Value"/>, for a look at it that needs no text of its own.</summary>
    public ReadOnlySpan<char> Written => document.Slice(property.ValueSpan);

    public string Name => Property.Name;

    public string? Profile => Section.Profile;

    public TextSpan NameSpan => Property.NameSpan;

    /// <summary>Gets the value's place; the name's if there is no value.</summary>
    public TextSpan ValueSpan => Property.ValueSpan.IsEmpty ? Property.NameSpan : Property.ValueSpan;

    public bool HasValue => !Written.IsWhiteSpace();

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
