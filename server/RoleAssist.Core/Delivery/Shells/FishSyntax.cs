using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// For <c>… | source</c> or <c>eval (…)</c> in fish, where between apostrophes only a backslash and an apostrophe mean
/// something (https://fishshell.com/docs/current/language.html#quotes). <c>eval</c> joins the lines, so a semicolon ends each
/// statement and no value holds a line's end.
/// </summary>
internal static class FishSyntax
{
    /// <remarks>
    /// A universal variable belongs to the person and to every fish, so only global ones are removed. One that is exported then
    /// shows through and beats the role, so nothing is set where there is one
    /// (https://fishshell.com/docs/current/language.html#variable-scope).
    /// </remarks>
    public static string Write(IReadOnlyList<EnvironmentChange> changes)
    {
        var statements = ShellSyntax.Lines(changes, change => change.Value is { } value
            ? $"set -gx {change.Name} {Quote(value)};"
            : $"set -eg {change.Name}; or true;");
        var rivals = changes.Where(change => change.Value is null).Select(change => change.Name).ToList();
        return rivals.Count > 0 && changes.Any(change => change is { Name: RoleAssistVariables.Profile, Value: not null })
            ? UnlessUniversal(rivals, statements)
            : statements;
    }

    public static string Quote(string value) =>
        $"'{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal).Replace("\n", @"'\n'", StringComparison.Ordinal)}'";

    private static string UnlessUniversal(IEnumerable<string> rivals, string statements) =>
        $"""
        begin; set -l rivals; set -l name;
        for name in {string.Join(' ', rivals)}; set -qUx $name; and set -a rivals $name; end;
        if set -q rivals[1];
        echo "error: Programs would take the exported universal variable $rivals before the role, so nothing was set." >&2;
        echo "hint: Remove it with: set -eU $rivals" >&2;
        false;
        else;
        {statements}end; end;

        """.ReplaceLineEndings("\n");
}
