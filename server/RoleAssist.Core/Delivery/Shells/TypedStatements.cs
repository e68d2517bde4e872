using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// Writes the line that is typed into a running shell to evaluate the output of <c>roleassist env</c>. It starts with a
/// space, so that shells that support this leave it out of their history.
/// </summary>
public static class TypedStatements
{
    private static readonly Dictionary<string, Func<string, string, string>> Writers = new(StringComparer.Ordinal)
    {
        ["bash"] = Posix,
        ["zsh"] = Posix,
        ["fish"] = (program, arguments) => $" {FishSyntax.Quote(program)} {arguments} | source",
        ["pwsh"] = PowerShell,
        ["powershell"] = PowerShell,
        ["cmd"] = Cmd,
        ["nu"] = (program, arguments) => $" ^{NuQuote(program)} {arguments} | from json | load-env",
    };

    public static IReadOnlyCollection<string> Shells => Writers.Keys;

    /// <param name="shell">One of <see cref="Shells"/>.</param>
    /// <param name="program">The path of this program.</param>
    /// <param name="options">
    /// The options of <c>env</c> that come before <c>--shell</c>: words without a special meaning in any shell.
    /// </param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/> for an unknown shell, or a path that it cannot represent.
    /// </exception>
    public static string Write(string shell, string program, string options) =>
        Writers.TryGetValue(shell, out var writer)
            ? writer(program, $"env {options} --shell {shell}")
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The shell '{shell}' is not supported.",
                $"Use one of: {string.Join(", ", Shells)}."
            );

    private static string Posix(string program, string arguments) =>
        $" eval \"$({PosixSyntax.QuoteTyped(program)} {arguments})\"";

    private static string PowerShell(string program, string arguments) =>
        $" & {PowerShellSyntax.QuoteTyped(program)} {arguments} | Out-String | Invoke-Expression";

    /// <summary>
    /// <c>for</c> passes the command to another cmd, which removes an outer pair of quotes. The carets keep this pair
    /// from being parsed as quotes earlier, so that the path stays within its own quotes.
    /// </summary>
    private static string Cmd(string program, string arguments) =>
        CmdSyntax.IsRepresentable(program)
            ? $" for /f \"delims=\" %i in ('^\"\"{program}\" {arguments}^\"') do @%i"
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "RoleAssist is installed at a path that cannot be quoted for cmd.",
                "Use another shell."
            );

    /// <summary>https://www.nushell.sh/book/working_with_strings.html</summary>
    private static string NuQuote(string value) =>
        $"\"{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
