using RoleAssist.Core.Environment;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.State;

/// <summary>
/// The folder for files that outlive a process and are not secret: the platform's folder for application state
/// (https://specifications.freedesktop.org/basedir-spec/latest/), accessible only to this user.
/// </summary>
internal sealed class StateFolder(ProcessEnvironment environment)
{
    private const string Name = "roleassist";

    /// <summary>The folder that the user has configured, if any.</summary>
    public string? Setting => environment[RoleAssistVariables.StateFolder];

    /// <summary>Whether the user has configured the folder.</summary>
    public bool IsMoved => Setting is not null;

    /// <remarks>
    /// Always a full path, even if a variable holds a relative one: sockets and the programs that are given the path
    /// need it.
    /// </remarks>
    public string Path =>
        StartFolder.FullPath(
            environment[RoleAssistVariables.StateFolder]
                ?? (
                    OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
                        ? System.IO.Path.Combine(
                            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
                            "RoleAssist"
                        )
                        : System.IO.Path.Combine(
                            BaseFolder(environment, "XDG_STATE_HOME")
                                ?? System.IO.Path.Combine(HomeFolder.Find(environment), ".local", "state"),
                            Name
                        )
                )
        );

    /// <summary>
    /// Returns the folder in a variable of the XDG Base Directory Specification, which requires relative paths to be
    /// ignored (https://specifications.freedesktop.org/basedir-spec/latest/).
    /// </summary>
    public static string? BaseFolder(ProcessEnvironment environment, string variable) =>
        environment[variable] is { } path && System.IO.Path.IsPathRooted(path) ? path : null;

    /// <summary>Returns the full path of a file in the folder, and creates the folder if necessary.</summary>
    /// <exception cref="UnauthorizedAccessException">
    /// The folder cannot be created, or another user could change its content.
    /// </exception>
    public string GetFilePath(string name) =>
        PrivateFolder.Make(Path, PrivateFolder.Writing) is { } objection
            ? throw new UnauthorizedAccessException($"{Path} {objection}.")
            : System.IO.Path.Combine(Path, name);

    /// <summary>Returns a sentence for each file in the folder that cannot be used, with the reason.</summary>
    public IReadOnlyList<string> Objections() =>
        Directory.Exists(Path)
            ?
            [
                .. Directory
                    .EnumerateFiles(Path)
                    .Select(file => PrivateFile.Objection(file) is { } objection ? $"{file} {objection}." : null)
                    .OfType<string>(),
            ]
            : [];
}
