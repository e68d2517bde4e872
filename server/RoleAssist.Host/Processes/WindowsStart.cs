using System.Diagnostics;
using RoleAssist.Core.Environment;

namespace RoleAssist.Host.Processes;

/// <summary>How a command is started on Windows: a program by itself, a batch file by <c>cmd.exe</c>.</summary>
internal static class WindowsStart
{
    /// <exception cref="CommandNotRunException">There is no such program.</exception>
    public static ProcessStartInfo Create(IReadOnlyList<string> command, IEnumerable<EnvironmentChange> environment)
    {
        var program = Search().Find(command[0]);
        var start = WindowsSearch.IsBatch(program)
            ? new ProcessStartInfo(
                Path.Combine(Environment.SystemDirectory, "cmd.exe"),
                BatchCommandLine.Create(program, command.Skip(1))
            )
            : new ProcessStartInfo(program, command.Skip(1));
        start.UseShellExecute = false;
        foreach (var change in environment)
        {
            // Variables are the same in any case, as they are to this dictionary.
            start.Environment[change.Name] = change.Value;
        }

        return start;
    }

    /// <exception cref="CommandNotRunException">The command cannot be run.</exception>
    public static void Require(string command) => _ = Search().Find(command);

    private static WindowsSearch Search() =>
        new(Environment.GetEnvironmentVariable("PATH"), Environment.GetEnvironmentVariable("PATHEXT"), File.Exists);
}
