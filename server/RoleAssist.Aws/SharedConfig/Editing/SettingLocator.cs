using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>Finds the lines of a section's settings by the rules that the reader applies.</summary>
internal static class SettingLocator
{
    /// <summary>Returns every section of the name, also those that the reader ignores in favor of another.</summary>
    public static List<ConfigSection> All(ConfigSyntaxTree tree, SharedConfigFileKind file, SectionId section) =>
        [.. Headers(tree, file, section).Select(found => found.Section)];

    /// <summary>
    /// Returns the sections that are merged into the one in force: <c>[profile default]</c> takes precedence over
    /// <c>[default]</c>.
    /// </summary>
    public static List<ConfigSection> InForce(ConfigSyntaxTree tree, SharedConfigFileKind file, SectionId section)
    {
        var found = Headers(tree, file, section);
        var kind = found.Exists(header => header.Kind == section.Kind) ? section.Kind : SectionKind.BareDefault;
        return [.. found.Where(header => header.Kind == kind).Select(header => header.Section)];
    }

    /// <summary>Returns all definitions of a setting, in the order of the file; the last one is in force.</summary>
    public static List<ConfigProperty> Find(ConfigSyntaxTree tree, IEnumerable<ConfigSection> sections, string name)
    {
        var found = new List<ConfigProperty>();
        foreach (var section in sections)
        {
            foreach (var property in tree.PropertiesOf(section))
            {
                var written = tree.Slice(tree.Lines[property.FirstLine].Name);
                if (ProfileNames.IsPlain(written) && written.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    found.Add(property);
                }
            }
        }

        return found;
    }

    /// <summary>Returns the settings in force, in the order of the file, with the values as they are written.</summary>
    public static OrderedDictionary<string, string> Read(
        ConfigSyntaxTree tree,
        SharedConfigFileKind file,
        SectionId section
    )
    {
        var settings = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var found in InForce(tree, file, section))
        {
            foreach (var property in tree.PropertiesOf(found))
            {
                var written = tree.Slice(tree.Lines[property.FirstLine].Name);
                if (ProfileNames.IsPlain(written))
                {
                    settings[written.ToString().ToLowerInvariant()] = tree.ValueOf(property);
                }
            }
        }

        return settings;
    }

    /// <summary>
    /// Returns the line after a property and all indented lines below it, broken ones included: without the property
    /// they would belong to the one before.
    /// </summary>
    public static int EndOf(ConfigSyntaxTree tree, ConfigProperty property)
    {
        var end = property.FirstLine + 1;
        for (var i = end; i < tree.Lines.Length; i++)
        {
            switch (tree.Lines[i].Kind)
            {
                case LineKind.Continuation or LineKind.BrokenContinuation:
                    end = i + 1;
                    break;
                case LineKind.Blank or LineKind.Comment:
                    break;
                default:
                    return end;
            }
        }

        return end;
    }

    private static List<(ConfigSection Section, SectionKind Kind)> Headers(
        ConfigSyntaxTree tree,
        SharedConfigFileKind file,
        SectionId id
    )
    {
        var found = new List<(ConfigSection, SectionKind)>();
        foreach (var section in tree.Sections)
        {
            var line = tree.Lines[section.FirstLine];
            if (
                line.Kind == LineKind.Section
                && SectionHeader.Parse(tree.Slice(line.Name), file) is var header
                && id.IsNamedBy(header)
            )
            {
                found.Add((section, header.Kind));
            }
        }

        return found;
    }
}
