namespace RoleAssist.Aws.Language.Rules;

/// <summary>A profile, sso-session or services section, merged from all sections of its name.</summary>
internal sealed class ModelProfile(string name)
{
    private readonly Dictionary<string, ModelSetting> _settings = new(StringComparer.Ordinal);

    public string Name => name;

    public List<ModelSection> Sections { get; } = [];

    /// <summary>Gets the settings in force, without nested ones.</summary>
    public IEnumerable<ModelSetting> Settings => _settings.Values;

    /// <summary>Gets the setting in force; null if it is absent or blank.</summary>
    public ModelSetting? this[string setting] =>
        _settings.GetValueOrDefault(setting) is { HasValue: true } found ? found : null;

    public void Add(ModelSection section)
    {
        Sections.Add(section);
        foreach (var setting in section.Settings.Where(setting => setting.Property.Block is null))
        {
            _settings[setting.Name] = setting;
        }
    }
}
