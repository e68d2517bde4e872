using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// Writes environment changes in the syntax of a shell or another reader. No value can become a command. A value that a
/// format cannot represent is an error, and is never changed silently.
/// </summary>
public static class ShellSyntax
{
    private static readonly Dictionary<string, Shell> Known = new(StringComparer.Ordinal)
    {
        ["bash"] = new(PosixSyntax.Write, PosixSyntax.Failure),
        ["zsh"] = new(PosixSyntax.Write, PosixSyntax.Failure),
        ["sh"] = new(PosixSyntax.Write, PosixSyntax.Failure),
        ["posix"] = new(PosixSyntax.Write, PosixSyntax.Failure),
        ["fish"] = new(FishSyntax.Write, PosixSyntax.Failure),
        ["pwsh"] = new(PowerShellSyntax.Write, PowerShellSyntax.Failure),
        ["powershell"] = new(PowerShellSyntax.Write, PowerShellSyntax.Failure),
        ["cmd"] = new(CmdSyntax.Write, CmdSyntax.Failure),

        // Nushell evaluates no text, but accepts a record: `… | from json | load-env`. Variables that are null there
        // are not passed to programs. Nushell stops by itself when a program in a pipeline fails.
        ["nu"] = new(JsonSyntax.Write, Failure: ""),
        ["dotenv"] = new(DotenvSyntax.Write, Failure: ""),
        ["json"] = new(JsonSyntax.Write, Failure: ""),
    };

    public static IReadOnlyCollection<string> Shells => Known.Keys;

    /// <param name="shell">One of <see cref="Shells"/>.</param>
    /// <param name="changes">The variables to set and to remove.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/> for a value that the shell cannot represent.
    /// </exception>
    public static string Write(string shell, IReadOnlyList<EnvironmentChange> changes) => Known[shell].Write(changes);

    /// <summary>
    /// Returns a statement that fails, to be printed when there is nothing to set: a shell that evaluates an empty text
    /// reports success and continues with the credentials it had. Empty for a format that is not evaluated.
    /// </summary>
    /// <param name="shell">
    /// One of <see cref="Shells"/>; anything else gets the statement that fails in most shells.
    /// </param>
    public static string Failure(string shell) => (Known.GetValueOrDefault(shell) ?? Known["sh"]).Failure;

    internal static string Lines(IEnumerable<EnvironmentChange> changes, Func<EnvironmentChange, string> line) =>
        string.Concat(changes.Select(change => line(change) + "\n"));

    internal static RoleAssistException Unrepresentable(string format, EnvironmentChange change, string problem) =>
        new(
            ErrorCode.InvalidArgument,
            $"{change.Name} cannot be written for {format}: its value {problem}.",
            "Use another shell, or --shell json."
        );

    /// <summary>How to write changes for a shell, and a statement that fails in it.</summary>
    private sealed record Shell(Func<IReadOnlyList<EnvironmentChange>, string> Write, string Failure);
}
