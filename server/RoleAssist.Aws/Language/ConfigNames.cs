using System.Text.RegularExpressions;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Keys;
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
            foreach (var (name, text) in ProfilesOf(value))
            {
                yield return new NameUse(
                    NameKind.Profile,
                    name,
                    new TextSpan(property.ValueSpan.Start + text.Start.Value, text.End.Value - text.Start.Value),
                    IsDefinition: false,
                    property.ValueSpan
                );
            }
        }
    }

    /// <summary>Returns the profiles that a command names, each with the text that stands for it.</summary>
    private static IEnumerable<(string Name, Range Text)> ProfilesOf(string command)
    {
        // What the command names is in other files then.
        if (
            command.Contains(SharedFileVariables.Config.Name, StringComparison.Ordinal)
            || command.Contains(SharedFileVariables.Credentials.Name, StringComparison.Ordinal)
        )
        {
            yield break;
        }

        if (LauncherLine.ProfileIn(command) is { } own)
        {
            yield return own;
        }

        foreach (Match option in ProfileOption().Matches(command))
        {
            var name = option.Groups["name"];
            yield return (name.Value, name.Index..(name.Index + name.Length));
        }
    }

    /// <summary>
    /// The profile of a command, as AWS' tools and those beside them call the option and the variable. It may stand in
    /// the line of a shell, <c>sh -c "aws … --profile NAME; …"</c>, so that quotes and the shell's signs end it.
    /// </summary>
    [GeneratedRegex(
        """
            (?<![^\s"'`;|&(])(?:--(?:source-)?profile(?:=|\s+)|AWS_(?:DEFAULT_)?PROFILE=)(?:"(?<name>[^"]+)"|'(?<name>[^']+)'|(?<name>[^\s"'`;|&<>()$\\]+))(?![^\s"'`;|&<>()])
            """
    )]
    private static partial Regex ProfileOption();
}
