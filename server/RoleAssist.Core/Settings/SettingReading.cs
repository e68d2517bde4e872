using System.Globalization;

namespace RoleAssist.Core.Settings;

/// <summary>How an SDK reads the value of a setting.</summary>
/// <param name="Otherwise">What it does with a value that it does not accept.</param>
public sealed record SettingReading(ReadingOutcome Otherwise)
{
    /// <summary>Gets the words that it accepts; null for those of the setting.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Whether it accepts them in any case.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>Gets the smallest number that it accepts; null for any.</summary>
    public long? Min { get; init; }

    /// <summary>Gets the largest number that it accepts; null for any.</summary>
    public long? Max { get; init; }

    /// <summary>Returns what the SDK does with a value, and the value that it then works with; null if it has none.</summary>
    public (ReadingOutcome Outcome, string? Value) Read(KnownSetting setting, string value) =>
        Accept(setting, value) is { } accepted
            ? (ReadingOutcome.Accepts, accepted)
            : (
                Otherwise,
                Otherwise switch
                {
                    ReadingOutcome.Ignores => setting.Default ?? (setting.Kind == SettingKind.Bool ? "false" : null),
                    ReadingOutcome.IsFalse => "false",
                    ReadingOutcome.IsTrue => "true",
                    _ => null,
                }
            );

    private string? Accept(KnownSetting setting, string value) =>
        setting.Kind is SettingKind.Number
            ? long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= (Min ?? number)
            && number <= (Max ?? number)
                ? number.ToString(CultureInfo.InvariantCulture)
                : null
            : (Values ?? setting.Values).FirstOrDefault(word =>
                word.Equals(value, IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
            );
}
