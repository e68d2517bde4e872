using System.Collections.Frozen;

namespace RoleAssist.Core.Settings;

/// <summary>
/// A setting that a tool reads in the AWS files. AWS describes its own at
/// https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html.
/// </summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Section">The section that it belongs to.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <remarks>Generated JSON code sets every property, so the empty collections are not initial values.</remarks>
public sealed record KnownSetting(string Name, SettingSection Section, SettingKind Kind, string Description)
{
    /// <summary>The block of any service, in a services section.</summary>
    public const string AnyBlock = "*";

    /// <summary>
    /// Gets the property below which the setting stands, indented, such as <c>s3</c>; <see cref="AnyBlock"/> if that
    /// is the name of a service; null if it stands in the section itself.
    /// </summary>
    public string? Block { get; init; }

    /// <summary>Gets the files that it is read from.</summary>
    public SettingFiles Files { get; init; }

    /// <summary>Gets the tool that it belongs to, such as <c>aws-vault</c>; null if it is for the SDKs.</summary>
    public string? Tool { get; init; }

    /// <summary>Whether no tool reads it, although a page of AWS mentions it.</summary>
    public bool IsMistake { get; init; }

    /// <summary>Gets the values of an enum or a bool, as every SDK reads them; empty for other kinds.</summary>
    public IReadOnlyList<string> Values
    {
        get => field ?? [];
        init;
    }

    /// <summary>Gets the smallest number that every SDK accepts.</summary>
    public long? Min { get; init; }

    /// <summary>Gets the largest number that every SDK accepts.</summary>
    public long? Max { get; init; }

    /// <summary>Gets the number of characters of the longest value.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether those who read it take the values of an enum in any case. Bools are always taken so.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>Gets the unit of the number, such as <c>seconds</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets the regular expression that a value matches as a whole.</summary>
    public string? Pattern { get; init; }

    /// <summary>Gets what matches <see cref="Pattern"/>, in words that follow <i>it must be</i>.</summary>
    public string? Form { get; init; }

    /// <summary>Gets what SDKs do with an address that has neither http:// nor https://, as a sentence.</summary>
    public string? WithoutScheme { get; init; }

    /// <summary>Gets the value that counts if there is none; null if there is no default.</summary>
    public string? Default { get; init; }

    /// <summary>Gets the environment variables that take its place; <c>&lt;SERVICE&gt;</c> stands for any service.</summary>
    public IReadOnlyList<string> Variables
    {
        get => field ?? [];
        init;
    }

    public bool IsDeprecated { get; init; }

    /// <summary>Gets the setting to write instead.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Gets the settings without which it has no effect.</summary>
    public IReadOnlyList<string> Requires
    {
        get => field ?? [];
        init;
    }

    /// <summary>Gets the settings that must not stand beside it.</summary>
    public IReadOnlyList<string> ConflictsWith
    {
        get => field ?? [];
        init;
    }

    /// <summary>Gets the names that single SDKs have for it.</summary>
    public IReadOnlyDictionary<Sdk, string> SpelledElsewhere
    {
        get => field ?? FrozenDictionary<Sdk, string>.Empty;
        init;
    }

    /// <summary>Gets who reads it. An SDK that is not listed does not; see <see cref="SupportOf"/>.</summary>
    public IReadOnlyDictionary<Sdk, SdkSupport> Support
    {
        get => field ?? FrozenDictionary<Sdk, SdkSupport>.Empty;
        init;
    }

    /// <summary>Gets how SDKs read its value, where that was tried with the SDK itself.</summary>
    public IReadOnlyDictionary<Sdk, SettingReading> Readings
    {
        get => field ?? FrozenDictionary<Sdk, SettingReading>.Empty;
        init;
    }

    /// <summary>Gets what else there is to know, as sentences.</summary>
    public IReadOnlyList<string> Notes
    {
        get => field ?? [];
        init;
    }

    /// <summary>Gets where the facts come from: keys of <see cref="SettingsCatalogue.Sources"/>.</summary>
    public IReadOnlyList<string> Sources
    {
        get => field ?? [];
        init;
    }

    /// <summary>Whether the value must not be displayed.</summary>
    public bool IsSecret => Kind == SettingKind.Secret;

    public SdkSupport SupportOf(Sdk sdk) => Support.GetValueOrDefault(sdk);
}
