using RoleAssist.Core.Errors;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks names of settings that the catalogue does not have in their place.</summary>
internal static class PlaceRules
{
    public static IEnumerable<ConfigFinding> Check(ConfigModel model)
    {
        var near = new Dictionary<(SettingSection, string?, string), IReadOnlyList<string>>();
        foreach (var section in model.Sections)
        {
            var nested = Nested(section);
            foreach (var setting in section.Settings)
            {
                if (setting.Property.Block is { } block && CheckNested(setting, block, nested) is { } written)
                {
                    yield return written;
                }

                if (Check(setting, near) is { } found)
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>
    /// Finds, for each name in each block, the setting that tools find, which is in lower case, and how many are written.
    /// </summary>
    private static Dictionary<(int Block, string Name), (ModelSetting? Read, int Count)> Nested(ModelSection section)
    {
        var found = new Dictionary<(int Block, string Name), (ModelSetting? Read, int Count)>();
        foreach (var setting in section.Settings)
        {
            if (setting.Property.Block is { } block)
            {
                var known = found.GetValueOrDefault((block.Line, setting.Name));
                found[(block.Line, setting.Name)] = (IsInLowerCase(setting) ? setting : known.Read, known.Count + 1);
            }
        }

        return found;
    }

    /// <summary>Checks how the name of a nested setting is written, and whether it stands in its block twice.</summary>
    private static ConfigFinding? CheckNested(
        ModelSetting setting,
        DocumentProperty block,
        Dictionary<(int Block, string Name), (ModelSetting? Read, int Count)> all
    )
    {
        var (read, count) = all[(block.Line, setting.Name)];
        if (!IsInLowerCase(setting))
        {
            return WrongCase(setting, block, read, isOnly: count == 1);
        }

        return read == setting
            ? null
            : ConfigRules.DuplicateNestedProperty.At(
                setting.Document,
                setting.NameSpan,
                $"'{setting.Property.ShownName}' stands below {block.ShownName} twice, and the last value is used.",
                [new ConfigFix("Remove the line") { Edits = () => [setting.Remove()] }]
            ) with
            {
                Subject = setting.Profile,
                Related = [new RelatedSpan(read!.Document, read.NameSpan, "This line is used.")],
            };
    }

    private static bool IsInLowerCase(ModelSetting setting) =>
        setting.Document.Slice(setting.NameSpan).SequenceEqual(setting.Name);

    /// <param name="read">The setting of this name that tools find in the block; null if there is none.</param>
    /// <param name="isOnly">Whether no other spelling of the name is in the block.</param>
    private static ConfigFinding WrongCase(
        ModelSetting setting,
        DocumentProperty block,
        ModelSetting? read,
        bool isOnly
    ) =>
        ConfigRules.WrongCase.At(
            setting.Document,
            setting.NameSpan,
            $"Below {block.ShownName} the AWS CLI and boto3 find '{setting.Property.ShownName}' only in lower case.",
            [
                // Beside the right name, the right spelling would change what is in effect.
                read is null
                    ? new ConfigFix($"Write {setting.Property.ShownName}")
                    {
                        Edits = () => [setting.ReplaceName(setting.Name)],
                        IsSafe = isOnly,
                    }
                    : new ConfigFix("Remove the line, which is not read") { Edits = () => [setting.Remove()] },
            ]
        ) with
        {
            Subject = setting.Profile,
        };

    private static ConfigFinding? Check(
        ModelSetting setting,
        Dictionary<(SettingSection, string?, string), IReadOnlyList<string>> near
    )
    {
        if (setting.Section.Syntax.Settings is not { } section)
        {
            return null;
        }

        var block = setting.Property.Block;
        if (setting.Known is { IsMistake: true } mistake)
        {
            return Unknown(setting, $"No tool reads '{mistake.Name}'.", mistake.ReplacedBy is { } right ? [right] : []);
        }

        if (setting.Known is not null || IsService(setting, section))
        {
            return null;
        }

        // What stands in a block that the catalogue does not have belongs to whoever reads the block.
        if (block is not null && SettingsCatalogue.In(section, block.Name).FirstOrDefault() is null)
        {
            return null;
        }

        if (section == SettingSection.Services && block is null && IsNamedAsService(setting.Name))
        {
            return ConfigRules.WrongPlace.At(
                setting.Document,
                setting.NameSpan,
                $"'{setting.Property.ShownName}' is a service here: its settings stand below it, each in an indented line, "
                    + "and it has no value itself.",
                []
            );
        }

        if (SettingsCatalogue.FindAnywhere(setting.Name) is [var elsewhere, ..])
        {
            return ConfigRules.WrongPlace.At(
                setting.Document,
                setting.NameSpan,
                $"'{setting.Property.ShownName}' has no effect here: it belongs {Describe(elsewhere)}.",
                []
            ) with
            {
                Subject = setting.Profile,
            };
        }

        var place = (section, block?.Name, setting.Name);
        if (!near.TryGetValue(place, out var similar))
        {
            near[place] = similar = setting.Name.Length is < 3 or > 60
                ? []
                : NearMisses.Find(setting.Name, SettingsCatalogue.In(section, block?.Name).Select(known => known.Name));
        }

        return Unknown(setting, $"No tool that RoleAssist knows reads '{setting.Property.ShownName}'.", similar);
    }

    private static ConfigFinding Unknown(ModelSetting setting, string message, IReadOnlyList<string> similar)
    {
        var found = ConfigRules.UnknownProperty.At(
            setting.Document,
            setting.NameSpan,
            similar is [] ? message : $"{message} Did you mean {string.Join(" or ", similar)}?",
            [.. similar.Select(name => new ConfigFix($"Write {name}") { Edits = () => [setting.ReplaceName(name)] })]
        ) with
        {
            Subject = setting.Profile,
        };
        return similar is [] ? found : found with { Level = FindingLevel.Warning };
    }

    /// <summary>In a services section, each block has the name of a service.</summary>
    private static bool IsService(ModelSetting setting, SettingSection section) =>
        section == SettingSection.Services && setting.Property is { Block: null, IsBlock: true };

    /// <summary>A service that is not among the common ones has a name that nothing else has.</summary>
    private static bool IsNamedAsService(string name) =>
        ServiceIds.Contains(name) || SettingsCatalogue.FindAnywhere(name).Count == 0;

    private static string Describe(KnownSetting setting)
    {
        var section = setting.Section switch
        {
            SettingSection.SsoSession => "in an sso-session section",
            SettingSection.Services => "in a services section",
            SettingSection.Plugins => "in the section [plugins]",
            _ => "in a profile",
        };
        return setting.Block switch
        {
            null => section,
            KnownSetting.AnyBlock => $"below the name of a service {section}",
            var block => $"below {block} {section}",
        };
    }
}
