namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>What is meant to change in a section of a file, independent of how the file is written.</summary>
/// <remarks>A value may be a secret, so none of them prints one.</remarks>
public abstract record ConfigEdit(SectionId Section)
{
    public sealed override string ToString() => $"{GetType().Name} in {Section.Name}";
}

/// <summary>
/// Replaces the value in force, or adds the setting, and the section if it is missing. A value that begins with a line
/// break is a block of nested properties, one a line.
/// </summary>
public sealed record SetSetting(SectionId Section, string Name, string Value) : ConfigEdit(Section);

/// <summary>Sets a property in a block, as in <c>s3 =</c> followed by indented lines.</summary>
public sealed record SetNestedSetting(SectionId Section, string Block, string Name, string Value) : ConfigEdit(Section);

/// <summary>Removes all definitions of a setting, in every section of this name, with their nested lines.</summary>
public sealed record RemoveSetting(SectionId Section, string Name) : ConfigEdit(Section);

/// <summary>Removes a property from a block, and the block if it becomes empty.</summary>
public sealed record RemoveNestedSetting(SectionId Section, string Block, string Name) : ConfigEdit(Section);

/// <summary>Adds a section, which must not exist, at the end of the file.</summary>
public sealed record AddSection(SectionId Section, IReadOnlyList<KeyValuePair<string, string>> Settings)
    : ConfigEdit(Section);

/// <summary>Removes the section's headers below which nothing is left but blank lines.</summary>
public sealed record RemoveEmptySection(SectionId Section) : ConfigEdit(Section);
