using RoleAssist.Core.Errors;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>
/// Where the programs of an agent's commands are looked for: in the folders of the PATH that lie outside the workspace, so
/// that no file in it takes the place of a program.
/// </summary>
/// <param name="path">The variable PATH.</param>
/// <param name="workspace">The workspace.</param>
internal sealed class ProgramPath(string? path, AgentWorkspace workspace)
{
    /// <summary>Gets the PATH for commands.</summary>
    public string Value { get; } =
        string.Join(
            Path.PathSeparator,
            (path ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => OperatingSystem.IsWindows() ? folder.Trim('"') : folder)
                .Where(folder => Path.IsPathFullyQualified(folder) && workspace.Objection(folder) is not null)
        );

    /// <summary>Returns the full path of a program.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: it is not installed.</exception>
    public string Find(string program)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? new WindowsSearch(Value, Environment.GetEnvironmentVariable("PATHEXT"), File.Exists).Find(program)
                : Value
                    .Split(Path.PathSeparator)
                    .Select(folder => Path.Combine(folder, program))
                    .FirstOrDefault(file => CommandSearch.Exists(file, path: null))
                    ?? throw NotFound(program);
        }
        catch (CommandNotRunException)
        {
            throw NotFound(program);
        }
    }

    private static RoleAssistException NotFound(string program) =>
        new(
            ErrorCode.InvalidArgument,
            $"The program '{program}' is not on the PATH.",
            "Ask the user to install it. Programs in the workspace are not used."
        );
}
