namespace RoleAssist.Aws.Language;

/// <summary>Definitions and references of the name at a position, over both files.</summary>
public static class NameLookup
{
    /// <summary>Returns the name at a position; null if there is none.</summary>
    public static NameUse? At(ConfigDocument document, int offset) => ConfigNames.At(document, offset);

    /// <summary>Returns the name of the header in a position's line; null if the line is none.</summary>
    public static NameUse? InHeader(ConfigDocument document, int offset)
    {
        var (line, _) = document.PositionOf(offset);
        return document.SectionAt(line) is { NameSpan.IsEmpty: false } section && section.FirstLine == line
            ? ConfigNames.At(document, section.NameSpan.Start)
            : null;
    }

    /// <summary>Returns the headers that define a name. A profile may have one in each file.</summary>
    public static IEnumerable<(ConfigDocument Document, NameUse Use)> DefinitionsOf(
        ConfigFileSet files,
        NameUse name
    ) => files.UsesOf(name.Kind, name.Name).Where(found => found.Use.IsDefinition);

    public static IEnumerable<(ConfigDocument Document, NameUse Use)> ReferencesOf(
        ConfigFileSet files,
        NameUse name,
        bool withDefinitions
    ) => files.UsesOf(name.Kind, name.Name).Where(found => withDefinitions || !found.Use.IsDefinition);

    /// <summary>Returns the places of the name in one document.</summary>
    public static IEnumerable<NameUse> In(ConfigDocument document, NameUse name) =>
        ConfigNames.In(document).Where(use => use.Kind == name.Kind && use.Name == name.Name);
}
