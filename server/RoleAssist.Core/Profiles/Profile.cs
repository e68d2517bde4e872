using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>A setting's value and location.</summary>
/// <param name="Value">The value.</param>
/// <param name="Location">The location; null if the setting is not from a file.</param>
/// <param name="IsOption">Whether it came with the request, such as a command-line option.</param>
public sealed record Setting(string Value, SourceLocation? Location = null, bool IsOption = false)
{
    /// <summary>Returns only the location: the value may be a secret.</summary>
    public override string ToString() => Location?.ToString() ?? "(option)";
}

/// <summary>A profile, merged from the AWS files.</summary>
/// <param name="Name">The case-sensitive name, without the word <c>profile</c>.</param>
/// <param name="Settings">The settings by lower-case name.</param>
public sealed record Profile(string Name, IReadOnlyDictionary<string, Setting> Settings)
{
    /// <summary>Gets the location of its section; null if it is not from a file.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Whether the profile belongs to the sandbox of this process and gives no access to AWS.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>Gets a setting's value; null if it is absent or blank.</summary>
    public string? this[string setting] =>
        Settings.TryGetValue(setting, out var found) && !string.IsNullOrWhiteSpace(found.Value) ? found.Value : null;

    public SourceLocation? LocationOf(string setting) => Settings.GetValueOrDefault(setting)?.Location;

    /// <summary>Returns a copy of the profile with some settings replaced. A null value replaces nothing.</summary>
    public Profile With(IEnumerable<KeyValuePair<string, string?>> overrides) =>
        With(overrides, value => new Setting(value));

    /// <summary>Returns a copy of the profile with the options of a request, which override settings.</summary>
    public Profile WithOptions(IEnumerable<KeyValuePair<string, string?>> options) =>
        With(options, value => new Setting(value, IsOption: true));

    private Profile With(IEnumerable<KeyValuePair<string, string?>> overrides, Func<string, Setting> create)
    {
        Dictionary<string, Setting>? settings = null;
        foreach (var (name, value) in overrides)
        {
            if (value is not null)
            {
                settings ??= new Dictionary<string, Setting>(Settings);
                settings[name] = create(value);
            }
        }

        return settings is null ? this : this with { Settings = settings };
    }
}
