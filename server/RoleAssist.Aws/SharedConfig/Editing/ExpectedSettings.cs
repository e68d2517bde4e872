using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>
/// What a file must mean after its edits: the settings that the reader finds before, with the edits applied to them
/// instead of to the text.
/// </summary>
internal sealed class ExpectedSettings(string text, SharedConfigFileKind file)
{
    private readonly Dictionary<(SectionKind, string), Dictionary<string, string>> _sections = Read(text, file);

    public void Apply(ConfigEdit edit)
    {
        var key = (edit.Section.Kind, LosslessUtf8.Displayable(edit.Section.Name));
        if (!_sections.TryGetValue(key, out var settings))
        {
            _sections[key] = settings = new Dictionary<string, string>(StringComparer.Ordinal);
        }

        switch (edit)
        {
            case SetSetting set:
                settings[Name(set.Name)] = LosslessUtf8.Displayable(set.Value);
                break;
            case AddSection add:
                foreach (var (name, value) in add.Settings)
                {
                    settings[Name(name)] = LosslessUtf8.Displayable(value);
                }

                break;
            case RemoveSetting remove:
                settings.Remove(Name(remove.Name));
                break;
            case SetNestedSetting set:
                settings[Name(set.Block)] = WithNested(settings.GetValueOrDefault(Name(set.Block), ""), set);
                break;
            case RemoveNestedSetting remove when settings.TryGetValue(Name(remove.Block), out var block):
                var left = block.Split('\n').Where(line => NameOf(line) != Name(remove.Name)).ToList();
                if (left.TrueForAll(line => NameOf(line) is null) && block.Split('\n').Length > left.Count)
                {
                    settings.Remove(Name(remove.Block));
                }
                else
                {
                    settings[Name(remove.Block)] = string.Join('\n', left);
                }

                break;
        }
    }

    /// <exception cref="Core.Errors.RoleAssistException">The text means something else.</exception>
    public void RequireIn(string after)
    {
        var found = Read(after, file);
        foreach (var (kind, name) in _sections.Keys.Union(found.Keys))
        {
            var (wanted, present) = (SettingsOf(_sections, kind, name), SettingsOf(found, kind, name));
            foreach (var setting in wanted.Keys.Union(present.Keys))
            {
                if (wanted.GetValueOrDefault(setting) != present.GetValueOrDefault(setting))
                {
                    throw EditRules.CannotExpress(name, setting);
                }
            }
        }
    }

    private static Dictionary<string, string> SettingsOf(
        Dictionary<(SectionKind, string), Dictionary<string, string>> sections,
        SectionKind kind,
        string name
    ) => sections.GetValueOrDefault((kind, name)) ?? [];

    private static Dictionary<(SectionKind, string), Dictionary<string, string>> Read(
        string text,
        SharedConfigFileKind file
    )
    {
        var sections = new Dictionary<(SectionKind, string), Dictionary<string, string>>();
        foreach (var section in SharedConfigReader.Read(text, file: "", file).Sections)
        {
            var key = (section.Kind == SectionKind.BareDefault ? SectionKind.Profile : section.Kind, section.Name);
            if (!sections.TryGetValue(key, out var settings))
            {
                sections[key] = settings = new Dictionary<string, string>(StringComparer.Ordinal);
            }

            foreach (var (name, setting) in section.Settings)
            {
                settings[name] = setting.Value;
            }
        }

        return sections;
    }

    private static string Name(string setting) => setting.ToLowerInvariant();

    private static string WithNested(string block, SetNestedSetting edit)
    {
        var lines = block.Split('\n').ToList();
        var index = lines.FindLastIndex(line => NameOf(line) == Name(edit.Name));
        if (index < 0)
        {
            return $"{block}\n{edit.Name} = {edit.Value}";
        }

        var value = lines[index].IndexOf('=', StringComparison.Ordinal) + 1;
        while (value < lines[index].Length && lines[index][value] is ' ' or '\t')
        {
            value++;
        }

        lines[index] = lines[index][..value] + edit.Value;
        return string.Join('\n', lines);
    }

    /// <summary>Returns the name of a nested property; null if the line is none.</summary>
    private static string? NameOf(string line) =>
        line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && line[0] is not ('#' or ';')
            ? Name(line[..equals].TrimEnd(' ', '\t'))
            : null;
}
