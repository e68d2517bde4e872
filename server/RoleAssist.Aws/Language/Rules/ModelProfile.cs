namespace RoleAssist.Aws.Language.Rules;

/// <summary>A profile, sso-session or services section, merged from all sections of its name.</summary>
internal sealed class ModelProfile(string name)
{
    /// <summary>Up to so many settings, to compare their names is faster than to hash one.</summary>
    private const int Few = 16;

    private readonly List<ModelSetting> _settings = [];
    private Dictionary<string, int>? _places;

    public string Name => name;

    public List<ModelSection> Sections { get; } = new(1);

    /// <summary>Gets the settings in force, without nested ones.</summary>
    public List<ModelSetting> Settings => _settings;

    /// <summary>Gets the setting in force; null if it is absent or blank.</summary>
    public ModelSetting? this[string setting] =>
        PlaceOf(setting) is >= 0 and var place && _settings[place].HasValue ? _settings[place] : null;

    public void Add(ModelSection section)
    {
        Sections.Add(section);
        _settings.EnsureCapacity(section.Settings.Count);
        foreach (var setting in section.Settings)
        {
            if (setting.Property.Block is null)
            {
                Add(setting);
            }
        }
    }

    /// <summary>The last setting of a name counts.</summary>
    private void Add(ModelSetting setting)
    {
        if (PlaceOf(setting.Name) is >= 0 and var place)
        {
            _settings[place] = setting;
            return;
        }

        _settings.Add(setting);
        if (_places is not null)
        {
            _places[setting.Name] = _settings.Count - 1;
        }
        else if (_settings.Count > Few)
        {
            _places = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < _settings.Count; i++)
            {
                _places[_settings[i].Name] = i;
            }
        }
    }

    private int PlaceOf(string setting)
    {
        if (_places is not null)
        {
            return _places.TryGetValue(setting, out var place) ? place : -1;
        }

        for (var i = 0; i < _settings.Count; i++)
        {
            if (_settings[i].Name == setting)
            {
                return i;
            }
        }

        return -1;
    }
}
