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
    private const string NpmPrefix = "npm:";

    private static readonly Dictionary<string, ScriptLanguage> Interpreters = new(StringComparer.Ordinal)
    {
        ["node"] = ScriptLanguage.JavaScript,
        ["nodejs"] = ScriptLanguage.JavaScript,
        ["bun"] = ScriptLanguage.JavaScript,
        ["deno"] = ScriptLanguage.JavaScript,
        ["python"] = ScriptLanguage.Python,
        ["pypy"] = ScriptLanguage.Python,
    };

    /// <summary>The options whose next argument is their value (https://nodejs.org/api/cli.html, python(1)).</summary>
    private static readonly HashSet<string> OptionsWithValue =
    [
        "-r",
        "--require",
        "--import",
        "--loader",
        "--experimental-loader",
        "--conditions",
        "-C",
        "--preload",
        "--config",
        "-W",
        "-X",
    ];

    /// <summary>The options that have the program itself as their value, so that there is no script.</summary>
    private static readonly HashSet<string> Inline = ["-c", "-e", "--eval", "-p", "--print", "-pe"];

    /// <summary>The words of Bun and Deno before a script.</summary>
    private static readonly HashSet<string> Commands = ["run", "x", "exec"];

    /// <summary>The folders into which packages install their commands.</summary>
    private static readonly HashSet<string> CommandFolders = ["bin", ".bin"];

    /// <summary>
    /// Gets the npm package that the script belongs to; null if its path does not tell. A package in another package's
    /// folder is its own.
    /// </summary>
    public string? Package
    {
        get
        {
            if (Module is not null)
            {
                return Module;
            }

            var parts = Parts();
            var at = Array.LastIndexOf(parts, NodePackages) + 1;
            return at == 0 || at >= parts.Length - 1 || parts[at] == ".bin" ? null
                : parts[at].StartsWith('@') ? $"{parts[at]}/{parts[at + 1]}"
                : parts[at];
        }
    }

    /// <summary>
    /// Gets the name of the installed command that the script is; null for any other script. A <c>codex.py</c> in a
    /// project is not the command <c>codex</c>.
    /// </summary>
    public string? Command => Parts() is [.., var folder, var name] && CommandFolders.Contains(folder) ? name : null;

    /// <summary>Finds what a process runs that was started with these arguments; null if it is not an interpreter.</summary>
    /// <param name="arguments">The arguments, of which the first names the program.</param>
    public static InterpretedScript? Find(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || LanguageOf(BaseName(arguments[0])) is not { } language)
        {
            return null;
        }

        for (var at = 1; at < arguments.Count; at++)
        {
            var argument = arguments[at];
            if (argument == "-m")
            {
                return at + 1 < arguments.Count ? new InterpretedScript(language, null, arguments[at + 1]) : null;
            }

            if (Inline.Contains(argument))
            {
                return null;
            }

            if (OptionsWithValue.Contains(argument))
            {
                at++;
            }
            else if (!argument.StartsWith('-') && !Commands.Contains(argument))
            {
                return argument.StartsWith(NpmPrefix, StringComparison.Ordinal)
                        ? new InterpretedScript(language, null, WithoutVersion(argument[NpmPrefix.Length..]))
                    : arguments[at - 1] is "x" or "exec"
                        ? new InterpretedScript(language, null, WithoutVersion(argument))
                    : argument.Length > 0 ? new InterpretedScript(language, argument)
                    : null;
            }
        }

        return null;
    }

    /// <summary>Returns the last part of a path.</summary>
    public static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Knows <c>python3.12</c> too.</summary>
    private static ScriptLanguage? LanguageOf(string name) =>
        Interpreters.TryGetValue(name.TrimEnd([.. "0123456789."]), out var language) ? language : null;

    /// <summary>Takes the version away from <c>@google/gemini-cli@1.0.0</c>, and what follows.</summary>
    private static string WithoutVersion(string package) =>
        package.IndexOf('@', Math.Min(1, package.Length)) is > 0 and var at ? package[..at] : package;

    private string[] Parts() => Path?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>What a script is written in.</summary>
public enum ScriptLanguage
{
    JavaScript,
    Python,
}
