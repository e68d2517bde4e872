using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>What each SDK does with a value.</summary>
internal sealed class SdkReadings
{
    private readonly KnownSetting _setting;
    private readonly List<(Sdk Sdk, ReadingOutcome Outcome, string? Value)> _readings;

    private SdkReadings(KnownSetting setting, string value)
    {
        _setting = setting;
        _readings =
        [
            .. setting
                .Readings.OrderBy(reading => reading.Key)
                .Select(reading =>
                {
                    var (outcome, read) = reading.Value.Read(setting, value);
                    return (reading.Key, outcome, read);
                }),
        ];
    }

    /// <summary>Whether at least one takes the value as it is meant.</summary>
    public bool IsAccepted => _readings.Exists(reading => reading.Outcome == ReadingOutcome.Accepts);

    /// <summary>Whether none fails and all work with the same value, which at least one takes as it is meant.</summary>
    public bool AreAlike =>
        IsAccepted
        && _readings.TrueForAll(reading =>
            reading.Outcome is not (ReadingOutcome.Fails or ReadingOutcome.LosesProfile)
            && reading.Value == _readings[0].Value
        );

    public static SdkReadings Of(KnownSetting setting, string value) => new(setting, value);

    /// <summary>Returns the words that all SDKs read alike.</summary>
    public static IReadOnlyList<string> SafeValues(KnownSetting setting) =>
        [.. setting.Values.Where(value => Of(setting, value).AreAlike)];

    /// <summary>Returns the numbers that all SDKs accept, in words; null if the setting is no number.</summary>
    public static string? SafeRange(KnownSetting setting) =>
        setting.Kind == SettingKind.Number
            ? Range(
                setting.Readings.Values.Max(reading => reading.Min) ?? setting.Min,
                setting.Readings.Values.Min(reading => reading.Max) ?? setting.Max
            )
            : null;

    public static string Range(long? min, long? max) =>
        (min, max) switch
        {
            ({ } low, { } high) => $"from {low} to {high}",
            ({ } low, null) => $"from {low} on",
            (null, { } high) => $"up to {high}",
            _ => "in digits",
        };

    /// <summary>Says what each SDK does, in the words that its users search for.</summary>
    public string Describe() =>
        string.Join(
            ' ',
            _readings
                .GroupBy(reading =>
                    (reading.Outcome, Value: reading.Outcome == ReadingOutcome.Accepts ? null : reading.Value)
                )
                .Select(group =>
                    Sentence([.. group.Select(reading => reading.Sdk)], group.Key.Outcome, group.Key.Value)
                )
        );

    private string Sentence(IReadOnlyList<Sdk> sdks, ReadingOutcome outcome, string? value)
    {
        var names = sdks.SelectMany(NamesOf).ToList();
        var who = names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
        who = char.ToUpperInvariant(who[0]) + who[1..];
        var isOne = names.Count == 1;
        return outcome switch
        {
            ReadingOutcome.Accepts => $"{who} {(isOne ? "accepts" : "accept")} it.",
            ReadingOutcome.Ignores => $"{who} silently {(isOne ? "ignores" : "ignore")} the line"
                + (value is null ? "." : $" and {(isOne ? "uses" : "use")} {value}."),
            ReadingOutcome.IsFalse => $"{who} silently {(isOne ? "reads" : "read")} it as false.",
            ReadingOutcome.IsTrue => $"{who} silently {(isOne ? "reads" : "read")} it as true.",
            ReadingOutcome.Fails => $"{who} {(isOne ? "fails" : "fail")}.",
            _ => $"{who} ignores the whole profile because of it, with its region and keys: its error is No "
                + "RegionEndpoint or ServiceURL configured or, if AWS_REGION is set, one about AWS Signature V4a.",
        };
    }

    /// <summary>The AWS CLI has botocore inside.</summary>
    private IEnumerable<string> NamesOf(Sdk sdk) =>
        sdk switch
        {
            Sdk.Boto3 => _setting.SupportOf(Sdk.Cli) == SdkSupport.Yes ? ["the AWS CLI", "boto3"] : ["boto3"],
            Sdk.Net => ["the SDK for .NET"],
            Sdk.JavaScript => ["the SDK for JavaScript"],
            _ => [sdk.ToString()],
        };
}
