using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>
/// Checks values that SDKs read in different ways. It remembers what it says of a value, because a file repeats its
/// mistakes.
/// </summary>
internal sealed class ReadingRules
{
    private const int MostFixes = 3;

    private readonly Dictionary<KnownSetting, Dictionary<string, Verdict?>> _verdicts = new(
        ReferenceEqualityComparer.Instance
    );

    /// <summary>Returns the finding about a setting; null if all SDKs take its value as it is meant.</summary>
    public ConfigFinding? Check(ModelSetting setting, KnownSetting known)
    {
        if (!_verdicts.TryGetValue(known, out var ofSetting))
        {
            _verdicts[known] = ofSetting = new Dictionary<string, Verdict?>(StringComparer.Ordinal);
        }

        if (!ofSetting.TryGetValue(setting.Value, out var verdict))
        {
            ofSetting[setting.Value] = verdict = Judge(known, setting.Value, setting.Shown);
        }

        return verdict?.Rule.At(
            setting,
            verdict.Message,
            [
                .. verdict.Better.Select(value => new ConfigFix($"Write {value}")
                {
                    Edits = () => [setting.ReplaceValue(value)],
                    IsSafe = verdict.IsAccepted && value.Equals(setting.Value, StringComparison.OrdinalIgnoreCase),
                }),
            ]
        );
    }

    private static Verdict? Judge(KnownSetting known, string value, string shown)
    {
        var readings = SdkReadings.Of(known, value);
        if (readings.AreAlike)
        {
            return null;
        }

        var safe = SdkReadings.SafeValues(known);
        return new Verdict(
            readings.IsAccepted ? ConfigRules.ValueDividesSdks : ConfigRules.InvalidValue,
            readings.IsAccepted,
            (readings.IsAccepted ? $"SDKs disagree about '{shown}'." : $"'{shown}' is not a value of {known.Name}.")
                + $" {readings.Describe()}{Advice(known, safe)}",
            [.. safe.OrderBy(word => !word.Equals(value, StringComparison.OrdinalIgnoreCase)).Take(MostFixes)]
        );
    }

    private static string Advice(KnownSetting known, IReadOnlyList<string> safe) =>
        safe is not [] ? $" Write {Words.Or(safe)}."
        : SdkReadings.SafeRange(known) is { } range ? $" Write a number {range}."
        : "";

    /// <param name="IsAccepted">Whether at least one SDK takes the value as it is meant.</param>
    /// <param name="Better">What to write instead, the best first.</param>
    private sealed record Verdict(ConfigRule Rule, bool IsAccepted, string Message, IReadOnlyList<string> Better);
}
