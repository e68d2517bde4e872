using RoleAssist.Aws.Language.Rules;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>Offers values by what a setting's value is.</summary>
internal static class ValueCompletions
{
    public static IEnumerable<ConfigCompletion> Of(
        ConfigFileSet files,
        ConfigDocument document,
        DocumentProperty property,
        TextSpan span
    )
    {
        if (property.IsSecret || property.Setting is not { } setting)
        {
            return [];
        }

        return setting.Kind switch
        {
            SettingKind.Region => Regions(document, property, span),
            SettingKind.MfaSerial or SettingKind.AccountId => Seen(files, setting.Kind, property, span),
            _ when NameKinds.NamedBy(setting.Kind) is { } kind => Names(files, property, kind, span),
            _ => setting.Values.Select(value => Word(setting, value, span)),
        };
    }

    /// <summary>A word that SDKs read differently comes last and says so: it would be underlined.</summary>
    private static ConfigCompletion Word(KnownSetting setting, string value, TextSpan span) =>
        setting.Readings.Count > 0 && SdkReadings.Of(setting, value) is { AreAlike: false } readings
            ? new ConfigCompletion(value, ConfigCompletionKind.EnumValue, span, value, ConfigCompletion.Discouraged)
            {
                Detail = "SDKs disagree",
                Documentation = readings.Describe(),
            }
            : new ConfigCompletion(value, ConfigCompletionKind.EnumValue, span, value)
            {
                Detail = value == setting.Default ? "default" : null,
            };

    /// <summary>The regions of the partition that the section's ARNs are in come first.</summary>
    private static IEnumerable<ConfigCompletion> Regions(
        ConfigDocument document,
        DocumentProperty property,
        TextSpan span
    )
    {
        var partition =
            DocumentProperty
                .In(document, property.Section)
                .Where(other =>
                    other
                        is {
                            IsSecret: false,
                            Setting.Kind: SettingKind.RoleArn or SettingKind.Arn or SettingKind.MfaSerial
                        }
                )
                .Select(other => ArnParts.Parse(document.TextOf(other.ValueSpan))?.Partition)
                .FirstOrDefault(id => id is not null)
            ?? Partitions.Default.Id;
        return Partitions.All.SelectMany(known =>
            known
                .Regions.Where(region => region != known.GlobalRegion)
                .Select(region => new ConfigCompletion(
                    region,
                    ConfigCompletionKind.Value,
                    span,
                    region,
                    known.Id == partition ? ConfigCompletion.Needed : ConfigCompletion.OfOneTool
                )
                {
                    Detail = known.Id,
                })
        );
    }

    private static IEnumerable<ConfigCompletion> Names(
        ConfigFileSet files,
        DocumentProperty property,
        NameKind kind,
        TextSpan span
    )
    {
        var closing = kind == NameKind.Profile ? ProfileCycles.Closing(files, property.Section.Name) : [];
        return files
            .NamesOf(kind)
            .Where(name => !closing.Contains(name))
            .Select(name => new ConfigCompletion(name, ConfigCompletionKind.Name, span, name));
    }

    /// <summary>Returns what stands in the files for settings of this kind; none of them is a secret.</summary>
    private static IEnumerable<ConfigCompletion> Seen(
        ConfigFileSet files,
        SettingKind kind,
        DocumentProperty property,
        TextSpan span
    ) =>
        files
            .Documents.SelectMany(document =>
                document
                    .Sections.SelectMany(section => DocumentProperty.In(document, section))
                    .Where(other => other.NameSpan != property.NameSpan && other.Setting?.Kind == kind)
                    .Select(other => document.TextOf(other.ValueSpan))
            )
            .Where(value => value.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Select(value => new ConfigCompletion(value, ConfigCompletionKind.Value, span, value));
}
