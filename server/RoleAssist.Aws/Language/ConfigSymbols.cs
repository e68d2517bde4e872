using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Security;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>An entry of a document's outline.</summary>
/// <param name="Name">What it is called; never empty.</param>
/// <param name="Detail">Its value; null for a secret and everything that may contain one.</param>
/// <param name="IsSection">Whether it is a section, not a property.</param>
/// <param name="Span">All of it.</param>
/// <param name="NameSpan">Its name, within <paramref name="Span"/>.</param>
/// <param name="Children">What it contains.</param>
public sealed record ConfigSymbol(
    string Name,
    string? Detail,
    bool IsSection,
    TextSpan Span,
    TextSpan NameSpan,
    IReadOnlyList<ConfigSymbol> Children
);

/// <summary>The outline of a document: sections, their properties, and the properties nested in those.</summary>
public static class ConfigSymbols
{
    public static IReadOnlyList<ConfigSymbol> In(ConfigDocument document) =>
        [
            .. document
                .Sections.Where(section => document.Tree.Lines[section.FirstLine].Name.Length > 0)
                .Select(section => Of(document, section)),
        ];

    private static ConfigSymbol Of(ConfigDocument document, DocumentSection section)
    {
        var header = document.Tree.Lines[section.FirstLine].Name;
        return new ConfigSymbol(
            Shown(document, section.NameSpan.IsEmpty ? header : section.NameSpan),
            section.WordSpan.IsEmpty ? null : Shown(document, section.WordSpan),
            IsSection: true,
            ConfigNames.ExtentOf(document, section),
            section.NameSpan.IsEmpty ? header : section.NameSpan,
            [.. DocumentProperty.In(document, section).Select(property => Of(document, property))]
        );
    }

    private static ConfigSymbol Of(ConfigDocument document, DocumentProperty property)
    {
        var lines = document.Tree.Lines;
        return new ConfigSymbol(
            Shown(document, property.NameSpan),
            DetailOf(document, property),
            IsSection: false,
            TextSpan.Between(property.NameSpan.Start, document.EndOf(lines[property.EndLine - 1])),
            property.NameSpan,
            [.. property.Nested(document).Select(nested => Of(document, nested))]
        );
    }

    /// <summary>
    /// A command line and a setting that the catalogue does not know may contain a secret, as may a URL.
    /// </summary>
    private static string? DetailOf(ConfigDocument document, DocumentProperty property) =>
        property.IsSecret
        || property.ValueSpan.IsEmpty
        || property.Setting
            is null
                or { Kind: SettingKind.Command or SettingKind.Block or SettingKind.Text or SettingKind.Url }
            ? null
            : Shown(document, property.ValueSpan);

    private static string Shown(ConfigDocument document, TextSpan span) => DisplayText.Value(document.TextOf(span));
}
