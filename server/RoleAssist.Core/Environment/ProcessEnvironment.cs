namespace RoleAssist.Core.Environment;

/// <summary>
/// The environment variables of this process at its start, so that code that depends on them can be tested without
/// changing the process. A blank variable counts as absent: no variable that AWS SDKs read has a blank value.
/// </summary>
public sealed class ProcessEnvironment(IEnumerable<KeyValuePair<string, string>> variables)
{
    private readonly Dictionary<string, string> _variables = new(
        variables,
        OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
    );

    public string? this[string name] =>
        _variables.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>Returns a copy without some variables.</summary>
    public ProcessEnvironment Without(IEnumerable<string> names) =>
        new(_variables.ExceptBy(names, variable => variable.Key, _variables.Comparer));

    /// <summary>Returns the non-empty variables whose names start with a prefix.</summary>
    public IEnumerable<(string Name, string Value)> StartingWith(string prefix) =>
        _variables
            .Where(variable =>
                variable.Value.Length > 0
                && variable.Key.StartsWith(
                    prefix,
                    _variables.Comparer == StringComparer.Ordinal
                        ? StringComparison.Ordinal
                        : StringComparison.OrdinalIgnoreCase
                )
            )
            .Select(variable => (variable.Key, variable.Value));

    /// <summary>Whether the variable exists, even if empty: some programs check only that.</summary>
    public bool IsSet(string name) => _variables.ContainsKey(name);
}
