using RoleAssist.Core.Errors;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Processes;

/// <summary>
/// Checks whether a command can be run, like <c>execvp(3)</c> and on Windows like its shells, before prompting or spending an MFA code for it. In
/// doubt, it leaves the decision to execvp.
/// </summary>
internal static class CommandSearch
{
    /// <summary>The path that glibc and musl search when PATH is not set.</summary>
    private const string DefaultPath = "/bin:/usr/bin";

    /// <exception cref="CommandNotRunException">The command cannot be run.</exception>
    public static async Task RequireAsync(string command, string? path, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsStart.Require(command);
            return;
        }

        // .NET replaces bytes that are not UTF-8 with U+FFFD.
        if ($"{command}{path}".Contains('\uFFFD', StringComparison.Ordinal))
        {
            return;
        }

        var found = Candidates(command, path ?? DefaultPath).Where(UnixFile.Exists).ToList();
        if (found.Count == 0)
        {
            throw CommandNotRunException.NotFound(command);
        }

        var program =
            found.Find(IsProgram)
            ?? throw CommandNotRunException.NotExecutable(command, found[0], Directory.Exists(found[0]));
        if (
            await Shebang.GetInterpreterAsync(program, cancellationToken).ConfigureAwait(false) is { } interpreter
            && !UnixFile.Exists(interpreter)
        )
        {
            throw CommandNotRunException.InterpreterNotFound(command, interpreter);
        }
    }

    /// <summary>Checks a command that is one of many: its error is not that of a single command, but of the request.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the command cannot be run.
    /// </exception>
    public static async Task RequireForRunAsync(string command, CancellationToken cancellationToken)
    {
        try
        {
            await RequireAsync(command, Environment.GetEnvironmentVariable("PATH"), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CommandNotRunException fault)
        {
            throw fault.Fault;
        }
    }

    /// <summary>Whether there is a program of that name.</summary>
    public static bool Exists(string command, string? path) => Candidates(command, path ?? DefaultPath).Any(IsProgram);

    /// <summary>
    /// Returns the paths that execvp tries. A name with a slash is a path; any other is searched in each folder of the
    /// PATH, where an empty entry means the current folder.
    /// </summary>
    private static IEnumerable<string> Candidates(string command, string path) =>
        command switch
        {
            "" => [],
            _ when command.Contains('/', StringComparison.Ordinal) => [command],
            _ => path.Split(':').Select(folder => $"{(folder.Length == 0 ? "." : folder)}/{command}"),
        };

    private static bool IsProgram(string path) => !Directory.Exists(path) && UnixFile.IsProgram(path);
}
