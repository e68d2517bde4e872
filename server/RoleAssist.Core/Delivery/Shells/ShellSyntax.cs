using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// Writes environment changes as something that a shell, or another reader, takes them from. No value can become a command
/// there; one that a format cannot hold as it is makes an error and is never changed in silence.
/// </summary>
public static class ShellSyntax
{
    private static readonly Dictionary<string, Func<IReadOnlyList<EnvironmentChange>, string>> Writers = new(StringComparer.Ordinal)
    {
        ["bash"] = PosixSyntax.Write,
        ["zsh"] = PosixSyntax.Write,
        ["fish"] = FishSyntax.Write,
        ["pwsh"] = PowerShellSyntax.Write,
        ["powershell"] = PowerShellSyntax.Write,
        ["cmd"] = CmdSyntax.Write,

        // Nushell evaluates no text, but takes a record: `… | from json | load-env`. A null there is handed to no program.
        ["nu"] = JsonSyntax.Write,
        ["dotenv"] = DotenvSyntax.Write,
        ["json"] = JsonSyntax.Write,
    };

    public static IReadOnlyCollection<string> Shells => Writers.Keys;

    /// <param name="shell">One of <see cref="Shells"/>.</param>
    /// <param name="changes">What to set and to remove.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/> for what the shell cannot be told.</exception>
    public static string Write(string shell, IReadOnlyList<EnvironmentChange> changes) => Writers[shell](changes);

    internal static string Lines(IEnumerable<EnvironmentChange> changes, Func<EnvironmentChange, string> line) =>
        string.Concat(changes.Select(change => line(change) + "\n"));

    internal static RoleAssistException Inexpressible(string format, EnvironmentChange change, string characters) => new(
        ErrorCode.InvalidArgument,
        $"{format} cannot be given {change.Name} as it is: its value holds {characters}.",
        "Use another shell, or --shell json.");
}
