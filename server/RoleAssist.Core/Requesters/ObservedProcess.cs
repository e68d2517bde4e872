namespace RoleAssist.Core.Requesters;

/// <summary>A process that asks, or an ancestor of it.</summary>
/// <param name="Name">The name that it gives itself; null if it is not known.</param>
/// <param name="Environment">The environment that it was started with, as far as it concerns agents; null if it may not be read.</param>
/// <param name="Executable">The name of the file that it runs, with links followed; null if it is not known.</param>
/// <param name="Arguments">What it was started with, or the title that it has written over that; null if it is not known.</param>
/// <param name="Scripts">What it may run, if it is an interpreter.</param>
public sealed record ObservedProcess(
    string? Name,
    IReadOnlyDictionary<string, string>? Environment,
    string? Executable = null,
    IReadOnlyList<string>? Arguments = null,
    IReadOnlyList<InterpretedScript>? Scripts = null
)
{
    /// <summary>An interpreter, the interpreter of its script, and so on, with an option each: Linux follows five.</summary>
    private const int MostInterpreters = 10;

    /// <summary>The length to which Linux cuts the name of a process (proc_pid_comm(5)).</summary>
    private const int LongestName = 15;

    /// <summary>Whether it is a program of this name: by its file, by what it was called as, or by its own word.</summary>
    public bool IsProgram(string name) =>
        name == Executable
        || (Arguments is [var first, ..] && name == InterpretedScript.BaseName(first))
        || (name == Name && !IsNamedAfterScript);

    /// <summary>
    /// Whether its name is that of a script. Linux names a process that executes a file with <c>#!</c> after that file, and
    /// puts the interpreter before its path (execve(2)). Anybody may call a script as a known program is called.
    /// </summary>
    private bool IsNamedAfterScript =>
        Arguments?.Skip(1).Take(MostInterpreters).Select(InterpretedScript.BaseName).Any(IsCutTo) == true;

    private bool IsCutTo(string argument) =>
        (argument.Length > LongestName ? argument[..LongestName] : argument) == Name;
}
