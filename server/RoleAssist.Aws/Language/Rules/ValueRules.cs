using System.Globalization;
using System.Text.RegularExpressions;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks values by the kind of their setting, and by what SDKs do with them.</summary>
internal static class ValueRules
{
    /// <summary>A value is that of one line, and patterns are simple; this only keeps a mistake in one from lasting.</summary>
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(100);

    /// <summary>No setting with a pattern has longer values; an ARN has up to 2,048 characters.</summary>
    private const int LongestMatched = 2_048;

    public static IEnumerable<ConfigFinding> Check(ConfigModel model)
    {
        // Files repeat values: one that was fine is not looked at again.
        var fine = new Dictionary<KnownSetting, string>(ReferenceEqualityComparer.Instance);
        var readings = new ReadingRules();
        foreach (var section in model.Sections)
        {
            foreach (var setting in section.Settings)
            {
                if (
                    setting is not { Known: { IsSecret: false } known, HasValue: true }
                    || !IsChecked(known)
                    || (fine.TryGetValue(known, out var value) && setting.Written.SequenceEqual(value))
                )
                {
                    continue;
                }

                if (Check(model, setting, known, readings) is { } found)
                {
                    yield return found;
                }
                else if (known.Kind != SettingKind.Region || Partitions.IsKnown(setting.Value))
                {
                    // What is around an unknown region decides whether it is fine.
                    fine[known] = setting.Value;
                }
            }
        }
    }

    /// <summary>Whether there is anything to check in the text of a value alone.</summary>
    private static bool IsChecked(KnownSetting known) =>
        known.Pattern is not null
        || known.MaxLength is not null
        || known.Kind
            is SettingKind.Enum
                or SettingKind.Bool
                or SettingKind.Number
                or SettingKind.Duration
                or SettingKind.Region
                or SettingKind.Size
                or SettingKind.Rate
        || known.Readings.Count > 0;

    private static ConfigFinding? Check(
        ConfigModel model,
        ModelSetting setting,
        KnownSetting known,
        ReadingRules readings
    ) =>
        known switch
        {
            // KeyRules says what is wrong.
            { Kind: SettingKind.AccessKeyId } when SecretText.IsIn(setting.Written) => null,
            { Readings.Count: > 0 } => readings.Check(setting, known),
            { Kind: SettingKind.Enum or SettingKind.Bool, Values.Count: > 0 } => CheckWord(setting, known),
            { Kind: SettingKind.Number or SettingKind.Duration } => CheckNumber(model, setting, known),
            { Kind: SettingKind.Region } => CheckRegion(setting),
            { Kind: SettingKind.Size or SettingKind.Rate } => CheckSize(setting, known),
            { Pattern: { } pattern } => CheckPattern(setting, known, pattern),
            { MaxLength: { } most } when setting.Value.Length > most => ConfigRules.InvalidValue.At(
                setting,
                $"{known.Name} has {setting.Value.Length} characters; at most {most} are allowed."
            ),
            _ => null,
        };

    private static ConfigFinding? CheckWord(ModelSetting setting, KnownSetting known) =>
        known.Values.Contains(
            setting.Value,
            known.IgnoresCase || known.Kind == SettingKind.Bool
                ? StringComparer.OrdinalIgnoreCase
                : StringComparer.Ordinal
        )
            ? null
            : ConfigRules.InvalidValue.At(
                setting,
                $"'{setting.Shown}' is not a value of {known.Name}. Write {Words.Or(known.Values)}.",
                [
                    .. NearMisses
                        .Find(setting.Value, known.Values)
                        .Select(value => new ConfigFix($"Write {value}")
                        {
                            Edits = () => [setting.ReplaceValue(value)],
                        }),
                ]
            );

    private static ConfigFinding? CheckNumber(ConfigModel model, ModelSetting setting, KnownSetting known)
    {
        var max = ChainRules.LongestOf(model, setting) ?? known.Max;
        var unit = known.Unit is { } name ? $" of {name}" : "";
        return !long.TryParse(
                setting.Value,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? ConfigRules.InvalidValue.At(setting, $"{known.Name} must be a whole number{unit}, in digits.")
            : number < known.Min || number > known.Max
                ? ConfigRules.InvalidValue.At(
                    setting,
                    $"{known.Name} must be a number{unit} {SdkReadings.Range(known.Min, max)}.",
                    Write(setting, number < known.Min ? known.Min.Value : max!.Value)
                )
            : null;
    }

    private static ConfigFix Write(ModelSetting setting, long number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new ConfigFix($"Write {text}") { Edits = () => [setting.ReplaceValue(text)] };
    }

    /// <summary>
    /// Checks a number of bytes as the AWS CLI reads it: a whole number, with a unit if it is a rate
    /// (https://docs.aws.amazon.com/cli/latest/topic/s3-config.html).
    /// </summary>
    private static ConfigFinding? CheckSize(ModelSetting setting, KnownSetting known)
    {
        var isSize = known.Kind == SettingKind.Size;
        if (!Matches(setting.Value, isSize ? @"^[0-9]+\s*(?i:[KMGT]i?B)?$" : @"^[0-9]+(\s*(?i:[KMGT]i?)[Bb]/s)?$"))
        {
            return ConfigRules.InvalidValue.At(
                setting,
                $"'{setting.Shown}' is not a size. Write a whole number of bytes, or one with a unit, such as "
                    + (isSize ? "8MB." : "50MB/s.")
            );
        }

        return known.Min > 0 && setting.Value.TakeWhile(char.IsAsciiDigit).All(digit => digit == '0')
            ? ConfigRules.InvalidValue.At(setting, $"{known.Name} must be more than 0: the AWS CLI refuses it.")
            : null;
    }

    private static ConfigFinding? CheckPattern(ModelSetting setting, KnownSetting known, string pattern) =>
        Matches(setting.Value, pattern)
            ? null
            : ConfigRules.InvalidValue.At(
                setting,
                $"'{setting.Shown}' is not a value of {known.Name}: it must be {known.Form}."
            );

    /// <summary>Whether a value has a form. One that cannot be told in time has not: no real value takes long.</summary>
    private static bool Matches(string value, string pattern)
    {
        try
        {
            return value.Length <= LongestMatched
                && Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static ConfigFinding? CheckRegion(ModelSetting setting)
    {
        if (Partitions.IsKnown(setting.Value))
        {
            return null;
        }

        var lower = setting.Value.ToLowerInvariant();
        if (lower != setting.Value && Partitions.IsRegion(lower))
        {
            return ConfigRules.ValueDividesSdks.At(
                setting,
                $"SDKs disagree about '{setting.Shown}': the AWS CLI and boto3 send it as it is, so the host does not "
                    + $"exist, and the SDKs for .NET and JavaScript read {lower}. Write {lower}.",
                new ConfigFix($"Write {lower}") { Edits = () => [setting.ReplaceValue(lower)], IsSafe = true }
            );
        }

        if (!RegionName.IsValid(setting.Value))
        {
            return ConfigRules.InvalidValue.At(
                setting,
                $"'{setting.Shown}' is not the name of a region: a name has only letters, digits and hyphens."
            );
        }

        // A server that is not AWS' has regions of its own.
        var hasOwnServer = setting.Section.Settings.Any(other =>
            other.Known?.Kind is SettingKind.ServicesName
            || (other.Known?.Kind == SettingKind.Url && other.Known.Variables.Count > 1)
        );
        if (hasOwnServer)
        {
            return null;
        }

        var near = NearMisses.Find(setting.Value, Partitions.All.SelectMany(partition => partition.Regions));
        return ConfigRules.RegionUnknown.At(
            setting,
            $"AWS has no region '{setting.Shown}' that RoleAssist knows. SDKs do not check it: the request goes to a host "
                + "that may not exist."
                + (near is [] ? "" : $" Did you mean {Words.Or(near)}?"),
            [
                .. near.Select(region => new ConfigFix($"Write {region}")
                {
                    Edits = () => [setting.ReplaceValue(region)],
                }),
            ]
        );
    }
}
