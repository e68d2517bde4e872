namespace RoleAssist.Core.Profiles;

/// <summary>Properties within a property: <c>sts =</c> and then one indented <c>name = value</c> a line.</summary>
internal static class NestedProperties
{
    public static string? Find(string? text, string name) =>
        (text ?? "").Split('\n')
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .LastOrDefault(pair => pair.Length == 2 && pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            ?[1] is { Length: > 0 } value
            ? value
            : null;
}
