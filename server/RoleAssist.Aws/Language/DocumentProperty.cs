using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>A property, or a nested one below it, with the places of its parts.</summary>
/// <param name="Name">The name in lower case.</param>
/// <param name="Line">The line that it begins in, from 0.</param>
/// <param name="EndLine">The line after it and its indented lines.</param>
/// <param name="Block">The property that it is nested in; null if it stands in the section itself.</param>
internal sealed record DocumentProperty(
    DocumentSection Section,
    string Name,
    TextSpan NameSpan,
    TextSpan ValueSpan,
    int Line,
    int EndLine,
    DocumentProperty? Block = null
)
{
    private const string Blanks = " \t";

    /// <summary>Gets what the catalogue knows about it; null if that is nothing.</summary>
    public KnownSetting? Setting { get; private init; }

    /// <summary>Gets the name as messages repeat it.</summary>
    public string ShownName { get; private init; } = Name;

    /// <summary>Whether tools can read the name.</summary>
    public bool HasPlainName { get; private init; }

    /// <summary>Whether the value must not be displayed.</summary>
    public bool IsSecret => SecretSettings.Contains(Name) || Setting is { IsSecret: true };

    /// <summary>Whether its own line has no value, so that each indented line below it is a property.</summary>
    public bool IsBlock => Block is null && ValueSpan.IsEmpty;

    public static IEnumerable<DocumentProperty> In(ConfigDocument document, DocumentSection section)
    {
        var count = section.Syntax.PropertyCount;
        for (var i = 0; i < count; i++)
        {
            yield return Read(document, section, document.Tree.PropertiesOf(section.Syntax)[i]);
        }
    }

    /// <summary>Returns the properties whose name is wanted. For the others nothing is made.</summary>
    public static IEnumerable<DocumentProperty> In(
        ConfigDocument document,
        DocumentSection section,
        Func<WrittenName, bool> isWanted
    )
    {
        var count = section.Syntax.PropertyCount;
        for (var i = 0; i < count; i++)
        {
            var property = document.Tree.PropertiesOf(section.Syntax)[i];
            var name = document.Names.Of(document.Slice(document.Tree.Lines[property.FirstLine].Name));
            if (isWanted(name))
            {
                yield return Read(document, section, property);
            }
        }
    }

    /// <summary>Returns the last property that begins at or before a line of its section.</summary>
    public static DocumentProperty? Before(ConfigDocument document, DocumentSection section, int line)
    {
        var properties = document.Tree.PropertiesOf(section.Syntax);
        for (var i = properties.Length - 1; i >= 0; i--)
        {
            if (properties[i].FirstLine <= line)
            {
                return Read(document, section, properties[i]);
            }
        }

        return null;
    }

    /// <summary>Returns the properties in the block; none if this is not a block.</summary>
    public IEnumerable<DocumentProperty> Nested(ConfigDocument document)
    {
        for (var line = Line + 1; IsBlock && line < EndLine; line++)
        {
            if (NestedAt(document, line) is { } nested)
            {
                yield return nested;
            }
        }
    }

    /// <summary>Returns the nested property in a line; null if it has none.</summary>
    public DocumentProperty? NestedAt(ConfigDocument document, int line)
    {
        var syntax = document.Tree.Lines[line];
        if (syntax.Kind != LineKind.Continuation)
        {
            return null;
        }

        var text = document.Slice(syntax.Value);
        var equals = text.IndexOf('=');
        if (equals <= 0 || text[0] is '#' or ';')
        {
            return null;
        }

        var name = text[..equals].TrimEnd(Blanks);
        var value = text[(equals + 1)..].TrimStart(Blanks);
        var written = document.Names.Of(name);
        return new DocumentProperty(
            Section,
            written.Lower,
            new TextSpan(syntax.Value.Start, name.Length),
            new TextSpan(syntax.Value.End - value.Length, value.Length),
            line,
            line + 1,
            this
        )
        {
            Setting = Section.Settings is { } place ? SettingsCatalogue.Find(written.Lower, place, Name) : null,
            ShownName = written.Shown,
            HasPlainName = written.IsPlain,
        };
    }

    private static DocumentProperty Read(ConfigDocument document, DocumentSection section, ConfigProperty property)
    {
        var line = document.Tree.Lines[property.FirstLine];
        var name = document.Names.Of(document.Slice(line.Name));
        return new DocumentProperty(
            section,
            name.Lower,
            line.Name,
            line.Value,
            property.FirstLine,
            property.FirstLine + property.LineCount
        )
        {
            Setting = section.Settings is { } place ? name.In(place) : null,
            ShownName = name.Shown,
            HasPlainName = name.IsPlain,
        };
    }
}
