using System.Text.RegularExpressions;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>Finds the names in a document: headers define them, settings and commands refer to them.</summary>
internal static partial class ConfigNames
{
    /// <summary>Returns all names in the order of the text.</summary>
    public static IEnumerable<NameUse> In(ConfigDocument document)
    {
        foreach (var section in document.Sections)
        {
            if (section.Defines is { } kind && !section.NameSpan.IsEmpty)
            {
                yield return new NameUse(
                    kind,
                    document.TextOf(section.NameSpan),
                    section.NameSpan,
                    IsDefinition: true,
                    ExtentOf(document, section)
                );
            }

            if (section.Settings is null)
            {
                continue;
            }

            foreach (var property in DocumentProperty.In(document, section))
            {
                foreach (var use in ReferencesIn(document, property))
                {
                    yield return use;
                }
            }
        }
    }

    /// <summary>Returns the name at a position; null if there is none.</summary>
    public static NameUse? At(ConfigDocument document, int offset)
    {
        var place = ConfigQuery.At(document, offset);
        return place switch
        {
            { Part: ConfigPart.HeaderName, Section: { Defines: { } kind } section } => new NameUse(
                kind,
                document.TextOf(section.NameSpan),
                section.NameSpan,
                IsDefinition: true,
                ExtentOf(document, section)
            ),
            { Part: ConfigPart.Value, Property: { } property } => ReferencesIn(document, property)
                .FirstOrDefault(use => use.Span.Start <= offset && offset <= use.Span.End),
            _ => null,
        };
    }

    /// <summary>Returns the section up to its last line that is not blank, without that line's break.</summary>
    public static TextSpan ExtentOf(ConfigDocument document, DocumentSection section)
    {
        var last = section.EndLine - 1;
        while (last > section.FirstLine && document.Tree.Lines[last].Kind == LineKind.Blank)
        {
            last--;
        }

        return TextSpan.Between(
            document.Tree.Lines[section.FirstLine].Span.Start,
            document.EndOf(document.Tree.Lines[last])
        );
    }

    internal static IEnumerable<NameUse> ReferencesIn(ConfigDocument document, DocumentProperty property)
    {
        if (property.ValueSpan.IsEmpty || property.EndLine != property.Line + 1 || property.Setting is not { } setting)
        {
            yield break;
        }

        var value = document.TextOf(property.ValueSpan);
        if (NameKinds.NamedBy(setting.Kind) is { } kind)
        {
            yield return new NameUse(kind, value, property.ValueSpan, IsDefinition: false, property.ValueSpan);
        }
        else if (setting.Kind == SettingKind.Command)
        {
            foreach (Match option in ProfileOption().Matches(value))
            {
                var name = option.Groups["name"];
                yield return new NameUse(
                    NameKind.Profile,
                    name.Value,
                    new TextSpan(property.ValueSpan.Start + name.Index, name.Length),
                    IsDefinition: false,
                    property.ValueSpan
                );
            }
        }
    }

    /// <summary>The profile of a command, as AWS' tools and those beside them call the option.</summary>
    [GeneratedRegex("""(?<![^\s])--profile(?:=|\s+)(?:"(?<name>[^"]+)"|'(?<name>[^']+)'|(?<name>[^\s"']+))(?!\S)""")]
    private static partial Regex ProfileOption();
}
