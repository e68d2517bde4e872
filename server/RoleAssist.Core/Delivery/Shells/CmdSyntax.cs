using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// For <c>for /f "delims=" %i in ('…') do @%i</c> in Windows' command prompt, and for a batch file. Between quotes
/// <c>set</c> takes <c>&amp; | &lt; &gt; ^ ( )</c> as they are
/// (https://learn.microsoft.com/windows-server/administration/windows-commands/set_1). A percent sign or an exclamation mark
/// means something else in each of the two, a quote would end the quotes, a line's end the statement, and nothing means
/// that a variable is removed. There is no statement that ends an evaluation and keeps the window, so success and failure are
/// in <c>ERRORLEVEL</c>.
/// </summary>
internal static class CmdSyntax
{
    internal const string Failure = "cmd /c exit 1\n";

    /// <summary>Removing a variable that is not there sets ERRORLEVEL, and setting one does not clear it in a batch file.</summary>
    private const string Success = "cmd /c exit 0\n";

    public static string Write(IReadOnlyList<EnvironmentChange> changes) =>
        ShellSyntax.Lines(changes, change => change.Value switch
        {
            null => $"set \"{change.Name}=\"",
            "" => throw ShellSyntax.Inexpressible("cmd", change, "nothing, which removes a variable there"),
            var value when IsExpressible(value) => $"set \"{change.Name}={value}\"",
            _ => throw ShellSyntax.Inexpressible("cmd", change, "a percent sign, an exclamation mark, a quote or a control character"),
        }) + Success;

    public static bool IsExpressible(string value) => !value.Any(character => character is '%' or '!' or '"' || char.IsControl(character));
}
