namespace RoleAssist.Core.Profiles;

/// <summary>Nested properties of a setting: <c>sts =</c> followed by indented <c>name = value</c> lines.</summary>
internal static class NestedProperties
{
    public static string? Find(string? text, string name) =>
        (text ?? "")
            .Split('\n')
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .LastOrDefault(pair => pair.Length == 2 && pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            ?[1]
            is { Length: > 0 } value
            ? value
            : null;
}
