using System.Buffers;
using System.ComponentModel;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Processes;

/// <summary>The command of <c>exec</c> cannot be run. The exit code is the one that shells have for it.</summary>
/// <seealso href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02"/>
internal sealed class CommandNotRunException : Exception
{
    private const int NotExecutableCode = 126;
    private const int NotFoundCode = 127;
    private const int NoSuchFile = 2;

    /// <summary>What a shell would give a meaning.</summary>
    private static readonly SearchValues<char> ShellCharacters = SearchValues.Create(" |&;<>()$`");

    private CommandNotRunException(int exitCode, string message, string hint, Exception? inner = null)
        : base(message, inner) =>
        (ExitCode, Fault) = (exitCode, new RoleAssistException(ErrorCode.InvalidArgument, message, hint, inner));

    public int ExitCode { get; }

    /// <summary>What to tell the person.</summary>
    public RoleAssistException Fault { get; }

    public static CommandNotRunException NotFound(string command) => new(
        NotFoundCode,
        command.Contains('/', StringComparison.Ordinal) ? $"There is no command '{command}'." : $"The command '{command}' is not on the PATH.",
        IsShellLine(command)
            ? $"A command line with pipes, variables or several words needs a shell: roleassist exec PROFILE -- sh -c '{command}'"
            : "Check how it is spelt. An alias or a function needs the shell that has it: roleassist exec PROFILE -- bash -ic 'COMMAND'");

    public static CommandNotRunException NotExecutable(string command, string path, bool isFolder) => new(
        NotExecutableCode,
        isFolder ? $"The command '{command}' is a folder: {path}." : $"The command '{command}' may not be executed: {path}.",
        isFolder ? "Name the program in it." : "Make it executable with chmod +x, or name the program that runs it, as in: roleassist exec PROFILE -- python3 SCRIPT");

    public static CommandNotRunException WithoutInterpreter(string command, string interpreter) => new(
        NotFoundCode,
        $"The command '{command}' is a script for {interpreter}, which is not there.",
        interpreter.EndsWith('\r')
            ? "Its lines end as on Windows; convert it with dos2unix."
            : "Correct the first line of the script, or install that program.");

    /// <summary>The operating system did not run it.</summary>
    public static CommandNotRunException Of(string command, Win32Exception fault) => new(
        fault.NativeErrorCode == NoSuchFile ? NotFoundCode : NotExecutableCode,
        $"The command '{command}' cannot be run: {fault.Message}.",
        "Check that it is a program for this machine, and that all it needs is installed.",
        fault);

    private static bool IsShellLine(string command) => command.AsSpan().ContainsAny(ShellCharacters);
}
