namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// For <c>… | source</c> in fish, where between apostrophes only a backslash and an apostrophe mean something
/// (https://fishshell.com/docs/current/language.html#quotes).
/// </summary>
internal static class FishSyntax
{
    /// <remarks>
    /// A universal variable is the person's own and stays in every fish there is, so only global ones are removed. That one was
    /// not there is no failure.
    /// </remarks>
    public static string Write(IReadOnlyList<EnvironmentChange> changes) => ShellSyntax.Lines(changes, change => change.Value is { } value
        ? $"set -gx {change.Name} {Quote(value)}"
        : $"set -eg {change.Name}; or true");

    public static string Quote(string value) =>
        $"'{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
