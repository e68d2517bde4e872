using System.Buffers;
using System.ComponentModel;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Processes;

/// <summary>Thrown when the command of <c>exec</c> cannot be run. The exit code follows shell convention.</summary>
/// <seealso href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02"/>
internal sealed class CommandNotRunException : Exception
{
    private const int NotExecutableCode = 126;
    private const int NotFoundCode = 127;
    private const int NoSuchFile = 2;

    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(
        OperatingSystem.IsWindows() ? @"/\" : "/"
    );

    /// <summary>Characters with a special meaning in shells.</summary>
    private static readonly SearchValues<char> ShellCharacters = SearchValues.Create(" |&;<>()$`");

    private CommandNotRunException(int exitCode, string message, string hint, Exception? inner = null)
        : base(message, inner) =>
        (ExitCode, Fault) = (exitCode, new RoleAssistException(ErrorCode.InvalidArgument, message, hint, inner));

    public int ExitCode { get; }

    /// <summary>The error to show to the user.</summary>
    public RoleAssistException Fault { get; }

    public static CommandNotRunException NotFound(string command) =>
        new(
            NotFoundCode,
            command.AsSpan().ContainsAny(PathCharacters)
                ? $"The command '{command}' does not exist."
                : $"The command '{command}' is not on the PATH.",
            OperatingSystem.IsWindows()
                    ? "Check the spelling. Run what is built into a shell, an alias or a function in that shell: "
                        + $"roleassist exec PROFILE -- cmd /c {command}"
                : NeedsShell(command)
                    ? "Run a command line with pipes, variables or several words in a shell: "
                        + $"roleassist exec PROFILE -- sh -c {ShellWord.Of(command)}"
                : "Check the spelling. Run an alias or a function in the shell that defines it: "
                    + "roleassist exec PROFILE -- bash -ic 'COMMAND'"
        );

    public static CommandNotRunException NotExecutable(string command, string path, bool isFolder) =>
        new(
            NotExecutableCode,
            isFolder
                ? $"The command '{command}' is a folder: {path}."
                : $"The command '{command}' is not executable: {path}.",
            isFolder
                ? "Specify the program in that folder."
                : "Make it executable with chmod +x, or specify its interpreter: "
                    + "roleassist exec PROFILE -- python3 SCRIPT"
        );

    /// <summary>Creates the exception for a file that Windows cannot start.</summary>
    public static CommandNotRunException NotAProgram(string command, string path) =>
        new(
            NotExecutableCode,
            $"The command '{command}' is not a program: {path}.",
            $"Specify the program that runs it: roleassist exec PROFILE -- pwsh -File {ShellWord.Of(command)}"
        );

    public static CommandNotRunException InterpreterNotFound(string command, string interpreter) =>
        new(
            NotFoundCode,
            $"The command '{command}' is a script for {interpreter}, which does not exist.",
            interpreter.EndsWith('\r')
                ? "It has Windows line endings. Convert it with dos2unix."
                : "Correct the first line of the script, or install the interpreter."
        );

    /// <summary>Creates the exception for an error of the operating system.</summary>
    public static CommandNotRunException Create(string command, Win32Exception fault) =>
        new(
            fault.NativeErrorCode == NoSuchFile ? NotFoundCode : NotExecutableCode,
            $"The command '{command}' cannot be run: {fault.Message}.",
            "Check that it is a program for this machine and that its dependencies are installed.",
            fault
        );

    private static bool NeedsShell(string command) => command.AsSpan().ContainsAny(ShellCharacters);
}
