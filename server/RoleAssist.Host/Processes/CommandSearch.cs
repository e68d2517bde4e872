using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Processes;

/// <summary>
/// Finds out whether a command can be run, in the way of <c>execvp(3)</c> but before anything is asked or spent for it.
/// Where it cannot tell, execvp decides.
/// </summary>
internal static class CommandSearch
{
    /// <summary>Where glibc and musl look when there is no PATH.</summary>
    private const string DefaultPath = "/bin:/usr/bin";

    /// <exception cref="CommandNotRunException">It cannot be run.</exception>
    public static async Task RequireAsync(string command, string? path, CancellationToken cancellationToken)
    {
        // .NET puts a mark where it has read something that is not UTF-8.
        if (OperatingSystem.IsWindows() || $"{command}{path}".Contains('\uFFFD', StringComparison.Ordinal))
        {
            return;
        }

        var found = Candidates(command, path ?? DefaultPath).Where(UnixFile.Exists).ToList();
        if (found.Count == 0)
        {
            throw CommandNotRunException.NotFound(command);
        }

        var program = found.Find(IsProgram) ?? throw CommandNotRunException.NotExecutable(command, found[0], Directory.Exists(found[0]));
        if (await Shebang.InterpreterOfAsync(program, cancellationToken).ConfigureAwait(false) is { } interpreter
            && !UnixFile.Exists(interpreter))
        {
            throw CommandNotRunException.WithoutInterpreter(command, interpreter);
        }
    }

    /// <summary>A name with a slash is a path. Any other is looked for in each folder of the PATH, where an empty one means the current folder.</summary>
    private static IEnumerable<string> Candidates(string command, string path) => command switch
    {
        "" => [],
        _ when command.Contains('/', StringComparison.Ordinal) => [command],
        _ => path.Split(':').Select(folder => $"{(folder.Length == 0 ? "." : folder)}/{command}"),
    };

    private static bool IsProgram(string path) => !Directory.Exists(path) && UnixFile.IsProgram(path);
}
