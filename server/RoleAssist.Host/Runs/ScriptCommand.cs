using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Runs;

/// <summary>Chooses the program that runs a script, by the ending of its name.</summary>
internal static class ScriptCommand
{
    /// <summary>Returns the command that runs a script with arguments.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: there is no such file, or its ending is unknown.
    /// </exception>
    public static IReadOnlyList<string> Create(string script, IReadOnlyList<string> arguments)
    {
        var path = Path.GetFullPath(script);
        if (!File.Exists(path))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The script {script} does not exist.",
                "Check the path. A command line goes after --: roleassist run --profiles 'prod-*' -- aws s3 ls"
            );
        }

        return [.. ProgramFor(path), path, .. arguments];
    }

    /// <summary>Returns what has to be done once before the script runs many times; null for nothing.</summary>
    public static IReadOnlyList<string>? GetPreparation(string script) =>
        IsCSharp(script) ? ["dotnet", "build", Path.GetFullPath(script), "--verbosity", "quiet"] : null;

    /// <summary>Returns the command that lets the system's shell run a line.</summary>
    public static IReadOnlyList<string> OfLine(string line) =>
        OperatingSystem.IsWindows()
            ? [PowerShell, "-NoProfile", "-NonInteractive", "-Command", line]
            : ["/bin/sh", "-c", line];

    private static IReadOnlyList<string> ProgramFor(string path) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".ps1" => [PowerShell, "-NoProfile", "-NonInteractive", "-File"],
            ".py" => [OperatingSystem.IsWindows() ? "py" : "python3"],
            ".sh" => ["bash"],
            ".js" or ".mjs" or ".cjs" => ["node"],
            // Built once before: many builds of one program at a time would disturb each other.
            _ when IsCSharp(path) => ["dotnet", "run", "--no-build", "--file"],
            var ending => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                ending.Length == 0
                    ? $"The script {path} has no ending that tells its language."
                    : $"Scripts that end with {ending} are not known.",
                "Known are .ps1, .py, .sh, .cs, .js, .mjs and .cjs. Run any other program after --."
            ),
        };

    /// <summary>Windows has Windows PowerShell, if nothing newer.</summary>
    private static string PowerShell => OperatingSystem.IsWindows() && !IsOnPath("pwsh.exe") ? "powershell" : "pwsh";

    private static bool IsCSharp(string path) => path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    private static bool IsOnPath(string file) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, file)));
}
