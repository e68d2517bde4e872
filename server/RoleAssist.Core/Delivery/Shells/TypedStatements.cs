using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// The line that is typed into a shell that is already running, so that it evaluates what <c>roleassist env</c> prints. It
/// begins with a blank, with which shells that know how leave it out of their history.
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
    /// <param name="options">The options of <c>env</c> that come before <c>--shell</c>: words that mean nothing to any shell.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/> for a shell that nobody knows, or a path that it cannot be told.</exception>
    public static string Write(string shell, string program, string options) => Writers.TryGetValue(shell, out var writer)
        ? writer(program, $"env {options} --shell {shell}")
        : throw new RoleAssistException(
            ErrorCode.InvalidArgument, $"Nothing can be typed into the shell '{shell}'.", $"These are known: {string.Join(", ", Shells)}.");

    private static string Posix(string program, string arguments) => $" eval \"$({PosixSyntax.QuoteTyped(program)} {arguments})\"";

    private static string PowerShell(string program, string arguments) =>
        $" & {PowerShellSyntax.QuoteTyped(program)} {arguments} | Out-String | Invoke-Expression";

    /// <summary>
    /// <c>for</c> hands the command to another cmd, which takes away an outer pair of quotes; the caret keeps that pair from
    /// being read as quotes before, so that the path stays within its own.
    /// </summary>
    private static string Cmd(string program, string arguments) => CmdSyntax.IsExpressible(program)
        ? $" for /f \"delims=\" %i in ('^\"\"{program}\" {arguments}^\"') do @%i"
        : throw new RoleAssistException(ErrorCode.InvalidArgument, "RoleAssist lies at a path that cmd cannot be told.", "Use another shell.");

    /// <summary>https://www.nushell.sh/book/working_with_strings.html</summary>
    private static string NuQuote(string value) =>
        $"\"{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
