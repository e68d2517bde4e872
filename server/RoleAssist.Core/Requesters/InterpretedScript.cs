namespace RoleAssist.Core.Requesters;

/// <summary>
/// The program that an interpreter runs. Many agents are scripts, and the name of their process is that of Node.js or
/// Python only.
/// </summary>
/// <param name="Language">What the interpreter is for.</param>
/// <param name="Path">The script's path, with links followed where they could be; null for a module.</param>
/// <param name="Module">The module or package that the interpreter finds itself; null for a path.</param>
public sealed record InterpretedScript(ScriptLanguage Language, string? Path, string? Module = null)
{
    private const string NodePackages = "node_modules";

    /// <summary>The folders of Python's packages; the second is Debian's.</summary>
    private static readonly HashSet<string> PythonPackages = ["site-packages", "dist-packages"];

    /// <summary>The folders into which packages install their commands.</summary>
    private static readonly HashSet<string> CommandFolders = ["bin", ".bin"];

    /// <summary>
    /// Gets the package that the script belongs to or is; null if its path does not tell. A package in another package's
    /// folder is its own.
    /// </summary>
    public string? Package
    {
        get
        {
            if (Module is not null)
            {
                return Language == ScriptLanguage.Python ? Module.Split('.')[0] : Module;
            }

            var parts = Parts();
            var at = Array.FindLastIndex(parts, IsPackages) + 1;
            return at == 0 || at == parts.Length || parts[at] == ".bin" ? null
                : Language == ScriptLanguage.JavaScript && parts[at].StartsWith('@')
                    ? string.Join('/', parts.Skip(at).Take(2))
                : parts[at];
        }
    }

    /// <summary>
    /// Gets the name of the installed command that the script is; null for any other script. A <c>codex.py</c> in a
    /// project is not the command <c>codex</c>.
    /// </summary>
    public string? Command =>
        IsTitle ? Path
        : Parts() is [.., var folder, var name] && CommandFolders.Contains(folder) ? name
        : null;

    /// <summary>Whether the process has written this title over its arguments, so that they are gone.</summary>
    private bool IsTitle { get; init; }

    /// <summary>
    /// Finds what a process may run that was started with these arguments; none if it is no interpreter. It is one script,
    /// or several where it is not known which of the arguments are the values of options.
    /// </summary>
    /// <param name="executable">The name of the file that the process runs; null if it is not known.</param>
    /// <param name="arguments">The arguments, of which the first names the program, unless it is a title.</param>
    public static IEnumerable<InterpretedScript> Find(string? executable, IReadOnlyList<string> arguments)
    {
        var called = arguments is [var first, ..] ? BaseName(first) : null;
        if ((Interpreter.Find(executable) ?? Interpreter.Find(called)) is not { } interpreter)
        {
            return [];
        }

        return arguments is [var title] && Interpreter.Find(called) is null
            ? [new InterpretedScript(interpreter.Language, title) { IsTitle = true }]
            : interpreter.ScriptsIn(arguments);
    }

    /// <summary>Returns the last part of a path.</summary>
    public static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];

    private bool IsPackages(string folder) =>
        Language == ScriptLanguage.Python ? PythonPackages.Contains(folder) : folder == NodePackages;

    private string[] Parts() => Path?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>What a script is written in.</summary>
public enum ScriptLanguage
{
    JavaScript,
    Python,
}
