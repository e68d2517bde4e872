using System.Collections.Frozen;
using System.Text.Json;

namespace RoleAssist.Core.Settings;

/// <summary>
/// All settings that are known, AWS' own and those of other tools: the data of <c>settings.json</c>, read when first
/// needed. Features ask it what a setting is; none of them knows one by name.
/// </summary>
public static class SettingsCatalogue
{
    private static readonly Lazy<SettingsFile> File = new(Read);

    private static readonly Lazy<FrozenDictionary<string, KnownSetting[]>> ByName = new(() =>
        All.GroupBy(setting => setting.Name)
            .ToFrozenDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal)
    );

    public static IReadOnlyList<KnownSetting> All => File.Value.Settings;

    /// <summary>Gets where the facts come from, by the key in <see cref="KnownSetting.Sources"/>.</summary>
    public static IReadOnlyDictionary<string, string> Sources => File.Value.Sources;

    /// <summary>Returns the setting of a name in a place; null if that place has none.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <param name="section">The kind of section.</param>
    /// <param name="block">The property below which it stands; null if it stands in the section itself.</param>
    public static KnownSetting? Find(string name, SettingSection section, string? block = null) =>
        FindAnywhere(name).FirstOrDefault(setting => setting.Section == section && IsIn(setting, block));

    /// <summary>Returns the settings of a name in all places.</summary>
    public static IReadOnlyList<KnownSetting> FindAnywhere(string name) => ByName.Value.GetValueOrDefault(name) ?? [];

    /// <summary>Returns the settings of a place, in the order of the catalogue.</summary>
    public static IEnumerable<KnownSetting> In(SettingSection section, string? block = null) =>
        All.Where(setting => setting.Section == section && IsIn(setting, block));

    private static bool IsIn(KnownSetting setting, string? block) =>
        setting.Block == block || (setting.Block == KnownSetting.AnyBlock && block is not null);

    private static SettingsFile Read()
    {
        using var stream =
            typeof(SettingsCatalogue).Assembly.GetManifestResourceStream("settings.json")
            ?? throw new InvalidOperationException("The catalogue of settings is missing from the assembly.");
        return JsonSerializer.Deserialize(stream, SettingsJsonContext.Default.SettingsFile)!;
    }
}
