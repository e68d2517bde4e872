using RoleAssist.Core.Errors;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks names of settings that the catalogue does not have in their place.</summary>
internal static class PlaceRules
{
    public static IEnumerable<ConfigFinding> Check(ConfigModel model)
    {
        var near = new Dictionary<(SettingSection, string?, string), IReadOnlyList<string>>();
        foreach (var setting in model.Settings)
        {
            if (
                setting.Property.Block is { } block
                && !setting.Document.Slice(setting.NameSpan).SequenceEqual(setting.Name)
            )
            {
                yield return ConfigRules.WrongCase.At(
                    setting.Document,
                    setting.NameSpan,
                    $"Below {block.Name} the AWS CLI and boto3 find '{setting.Name}' only in lower case.",
                    [
                        new ConfigFix($"Write {setting.Name}")
                        {
                            Edits = () => [setting.ReplaceName(setting.Name)],
                            IsSafe = true,
                        },
                    ]
                );
            }

            if (Check(setting, near) is { } found)
            {
                yield return found;
            }
        }
    }

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

        if (SettingsCatalogue.FindAnywhere(setting.Name) is [var elsewhere, ..])
        {
            return ConfigRules.WrongPlace.At(
                setting.Document,
                setting.NameSpan,
                $"'{setting.Name}' has no effect here: it belongs {Describe(elsewhere)}.",
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

        return Unknown(setting, $"No tool that RoleAssist knows reads '{setting.Name}'.", similar);
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
