namespace RoleAssist.Core.Environment;

/// <summary>
/// The environment variables of this process at its start, so that what depends on them can be tested without
/// changing the process. A blank variable counts as absent: nothing that AWS' SDKs read is blank.
/// </summary>
public sealed class ProcessEnvironment(IEnumerable<KeyValuePair<string, string>> variables)
{
    private readonly Dictionary<string, string> _variables = new(
        variables,
        OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    public string? this[string name] =>
        _variables.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>The same without some variables.</summary>
    public ProcessEnvironment Without(IEnumerable<string> names) => new(_variables.ExceptBy(names, variable => variable.Key, _variables.Comparer));

    /// <summary>The variables whose names begin so, but for empty ones.</summary>
    public IEnumerable<(string Name, string Value)> StartingWith(string prefix) => _variables
        .Where(variable => variable.Value.Length > 0 && variable.Key.StartsWith(prefix, _variables.Comparer == StringComparer.Ordinal ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase))
        .Select(variable => (variable.Key, variable.Value));

    /// <summary>Whether it is there at all, be it empty: some programs ask for no more.</summary>
    public bool IsSet(string name) => _variables.ContainsKey(name);
}
