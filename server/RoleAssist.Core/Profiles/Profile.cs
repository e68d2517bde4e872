using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>A setting's value and where it stands.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Location">Null where it stands in no file.</param>
/// <param name="IsOption">Whether it was given with the request, as an option of the command line.</param>
public sealed record Setting(string Value, SourceLocation? Location = null, bool IsOption = false)
{
    /// <summary>The place alone: the value may be a secret.</summary>
    public override string ToString() => Location?.ToString() ?? "(option)";
}

/// <summary>A profile as the AWS files, taken together, give it.</summary>
/// <param name="Name">Its name, without the word <c>profile</c>. Case matters.</param>
/// <param name="Settings">Its settings by lower-case name.</param>
public sealed record Profile(string Name, IReadOnlyDictionary<string, Setting> Settings)
{
    /// <summary>Where it begins; null where it stands in no file.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Whether it belongs to the sandbox of this process and opens nothing at AWS.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>A setting's value, or null where it is absent or blank.</summary>
    public string? this[string setting] =>
        Settings.TryGetValue(setting, out var found) && !string.IsNullOrWhiteSpace(found.Value) ? found.Value : null;

    public SourceLocation? LocationOf(string setting) => Settings.GetValueOrDefault(setting)?.Location;

    /// <summary>The same profile with some settings given otherwise.</summary>
    public Profile With(IEnumerable<KeyValuePair<string, string?>> overrides, bool areOptions = false)
    {
        Dictionary<string, Setting>? settings = null;
        foreach (var (name, value) in overrides)
        {
            if (value is not null)
            {
                settings ??= new Dictionary<string, Setting>(Settings);
                settings[name] = new Setting(value, IsOption: areOptions);
            }
        }

        return settings is null ? this : this with { Settings = settings };
    }
}
