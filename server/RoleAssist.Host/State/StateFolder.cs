using RoleAssist.Core.Environment;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.State;

/// <summary>
/// Where RoleAssist keeps what outlives a process and is no secret: the platform's folder for an application's state
/// (https://specifications.freedesktop.org/basedir-spec/latest/), open to this user alone.
/// </summary>
internal sealed class StateFolder(ProcessEnvironment environment)
{
    private const string Name = "roleassist";

    /// <summary>Where somebody has said that it is.</summary>
    public string? Setting => environment[RoleAssistVariables.StateFolder];

    /// <summary>Whether somebody has said where it is.</summary>
    public bool IsMoved => Setting is not null;

    /// <remarks>A full one, wherever the variables lead: sockets and the programs that find the folder by its name need that.</remarks>
    public string Path => StartFolder.FullPath(environment[RoleAssistVariables.StateFolder] ?? (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "RoleAssist")
        : System.IO.Path.Combine(BaseFolder(environment, "XDG_STATE_HOME") ?? System.IO.Path.Combine(HomeFolder.Find(environment), ".local", "state"), Name)));

    /// <summary>
    /// A folder that a variable of the XDG specification names, which has a relative path ignored
    /// (https://specifications.freedesktop.org/basedir-spec/latest/).
    /// </summary>
    public static string? BaseFolder(ProcessEnvironment environment, string variable) =>
        environment[variable] is { } path && System.IO.Path.IsPathRooted(path) ? path : null;

    /// <summary>The full path of a file in it, the folder being there.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be made, or another user could change what is in it.</exception>
    public string FileNamed(string name) => PrivateFolder.Make(Path, PrivateFolder.Writing) is { } objection
        ? throw new UnauthorizedAccessException($"{Path} {objection}.")
        : System.IO.Path.Combine(Path, name);

    /// <summary>The files in it that are not used, each in a sentence that says why.</summary>
    public IReadOnlyList<string> Objections() => Directory.Exists(Path)
        ? [.. Directory.EnumerateFiles(Path).Select(file => PrivateFile.Objection(file) is { } objection ? $"{file} {objection}." : null).OfType<string>()]
        : [];
}
