using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// Writes environment changes as something that a shell, or another reader, takes them from. No value can become a command
/// there; one that a format cannot hold as it is makes an error and is never changed in silence.
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

        // Nushell evaluates no text, but takes a record: `… | from json | load-env`. A null there is handed to no program.
        // It stops by itself when a program of a pipeline fails.
        ["nu"] = new(JsonSyntax.Write, Failure: ""),
        ["dotenv"] = new(DotenvSyntax.Write, Failure: ""),
        ["json"] = new(JsonSyntax.Write, Failure: ""),
    };

    public static IReadOnlyCollection<string> Shells => Known.Keys;

    /// <param name="shell">One of <see cref="Shells"/>.</param>
    /// <param name="changes">What to set and to remove.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/> for what the shell cannot be told.</exception>
    public static string Write(string shell, IReadOnlyList<EnvironmentChange> changes) => Known[shell].Write(changes);

    /// <summary>
    /// A statement that fails, to print when there is nothing to set: a shell that evaluates no text at all reports success and
    /// goes on with the credentials that it had. Empty for a format that is not evaluated.
    /// </summary>
    /// <param name="shell">One of <see cref="Shells"/>; anything else gets the statement of most shells.</param>
    public static string Failure(string shell) => (Known.GetValueOrDefault(shell) ?? Known["sh"]).Failure;

    internal static string Lines(IEnumerable<EnvironmentChange> changes, Func<EnvironmentChange, string> line) =>
        string.Concat(changes.Select(change => line(change) + "\n"));

    internal static RoleAssistException Inexpressible(string format, EnvironmentChange change, string characters) => new(
        ErrorCode.InvalidArgument,
        $"{format} cannot be given {change.Name} as it is: its value holds {characters}.",
        "Use another shell, or --shell json.");

    /// <summary>How a shell takes changes, and what fails in it.</summary>
    private sealed record Shell(Func<IReadOnlyList<EnvironmentChange>, string> Write, string Failure);
}
