using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// For <c>… | source</c> or <c>eval (…)</c> in fish, where only a backslash and a single quote are special between
/// single quotes (https://fishshell.com/docs/current/language.html#quotes). <c>eval</c> joins the lines, so a semicolon
/// ends each statement and no value contains a line break.
/// </summary>
internal static class FishSyntax
{
    /// <remarks>
    /// A universal variable belongs to the user and to every fish, so only global ones are removed. An exported
    /// universal variable would then become visible and override the role, so nothing is set if there is one
    /// (https://fishshell.com/docs/current/language.html#variable-scope).
    /// </remarks>
    public static string Write(IReadOnlyList<EnvironmentChange> changes)
    {
        var statements = ShellSyntax.Lines(
            changes,
            change =>
                change.Value is { } value
                    ? $"set -gx {change.Name} {Quote(value)};"
                    : $"set -eg {change.Name}; or true;"
        );
        var rivals = changes.Where(change => change.Value is null).Select(change => change.Name).ToList();
        return
            rivals.Count > 0 && changes.Any(change => change is { Name: RoleAssistVariables.Profile, Value: not null })
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
            echo "error: The exported universal variable $rivals would override the role, so nothing was set." >&2;
            echo "hint: Remove it with: set -eU $rivals" >&2;
            false;
            else;
            {statements}end; end;

            """.ReplaceLineEndings("\n");
}
