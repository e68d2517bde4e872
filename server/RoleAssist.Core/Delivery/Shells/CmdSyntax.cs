using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// For <c>for /f "delims=" %i in ('…') do @%i</c> in the Windows command prompt, and for batch files. Between quotes,
/// <c>set</c> takes <c>&amp; | &lt; &gt; ^ ( )</c> literally
/// (https://learn.microsoft.com/windows-server/administration/windows-commands/set_1). A percent sign or an exclamation
/// mark has a different meaning in each of the two, a quote would end the quotes, a line break would end the statement,
/// and an empty value removes the variable. No statement ends the evaluation and keeps the window open, so success and
/// failure are reported in <c>ERRORLEVEL</c>.
/// </summary>
internal static class CmdSyntax
{
    internal const string Failure = "cmd /c exit 1\n";

    /// <summary>
    /// Removing a variable that is not set sets ERRORLEVEL, and setting one does not clear it in a batch file.
    /// </summary>
    private const string Success = "cmd /c exit 0\n";

    public static string Write(IReadOnlyList<EnvironmentChange> changes) =>
        ShellSyntax.Lines(
            changes,
            change =>
                change.Value switch
                {
                    null => $"set \"{change.Name}=\"",
                    "" => throw ShellSyntax.Unrepresentable("cmd", change, "is empty, which would remove the variable"),
                    var value when IsRepresentable(value) => $"set \"{change.Name}={value}\"",
                    _ => throw ShellSyntax.Unrepresentable(
                        "cmd",
                        change,
                        "contains a percent sign, an exclamation mark, a quote or a control character"
                    ),
                }
        ) + Success;

    public static bool IsRepresentable(string value) =>
        !value.Any(character => character is '%' or '!' or '"' || char.IsControl(character));
}
