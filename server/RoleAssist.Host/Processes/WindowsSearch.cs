namespace RoleAssist.Host.Processes;

/// <summary>
/// Finds a command as Windows' shells do: by its name with each ending of PATHEXT, in each folder of the PATH. The
/// current folder is not searched, so that a cloned repository cannot replace a program.
/// </summary>
/// <param name="path">The variable PATH.</param>
/// <param name="endings">The variable PATHEXT; null for Windows' default.</param>
/// <param name="exists">Whether a file exists.</param>
internal sealed class WindowsSearch(string? path, string? endings, Func<string, bool> exists)
{
    /// <summary>What CreateProcess and cmd can start. PATHEXT also names scripts that need another program.</summary>
    private static readonly string[] Startable = [".com", ".exe", ".bat", ".cmd"];

    private static readonly char[] Separators = ['\\', '/', ':'];

    private readonly string[] _endings =
    [
        .. (endings ?? string.Join(';', Startable))
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(IsStartable),
    ];

    /// <summary>Whether a file is a batch file, which only <c>cmd.exe</c> can run.</summary>
    public static bool IsBatch(string file) => HasEnding(file, ".bat") || HasEnding(file, ".cmd");

    /// <summary>Returns the full path of the program that a command names.</summary>
    /// <exception cref="CommandNotRunException">There is none, or it is no program.</exception>
    public string Find(string command)
    {
        var places = Places(command).ToList();
        return places.SelectMany(Programs).FirstOrDefault(exists)
            ?? throw (
                places.FirstOrDefault(exists) is { } other
                    ? CommandNotRunException.NotAProgram(command, other)
                    : CommandNotRunException.NotFound(command)
            );
    }

    private IEnumerable<string> Places(string command) =>
        command.Length == 0 ? []
        : command.IndexOfAny(Separators) >= 0 ? [Path.GetFullPath(command)]
        : (path ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            // An entry with blanks may be in quotes.
            .Select(folder => folder.Trim('"'))
            .Where(folder => folder.Length > 0)
            .Select(folder => $@"{folder.TrimEnd('\\', '/')}\{command}");

    /// <summary>A name with an ending is a file's own; <c>node</c> may be <c>node.exe</c>, and <c>a.b</c> <c>a.b.cmd</c>.</summary>
    private IEnumerable<string> Programs(string place) =>
        [.. IsStartable(place) ? [place] : Array.Empty<string>(), .. _endings.Select(ending => place + ending)];

    private static bool IsStartable(string name) => Array.Exists(Startable, ending => HasEnding(name, ending));

    private static bool HasEnding(string name, string ending) =>
        name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
