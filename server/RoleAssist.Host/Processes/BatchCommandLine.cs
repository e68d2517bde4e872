using System.Text;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Processes;

/// <summary>
/// The command line with which <c>cmd.exe</c> runs a batch file. CreateProcess would start a batch file too, but cmd
/// reads the arguments by rules of its own, so an argument that is quoted for a program can run a second command
/// (CVE-2024-24576, "BatBadBut"). Here every argument is a quoted word to both: to cmd, and to the program that the
/// batch file passes it to.
/// </summary>
/// <seealso href="https://learn.microsoft.com/windows-server/administration/windows-commands/cmd"/>
/// <seealso href="https://flatt.tech/research/posts/batbadbut-you-cant-securely-execute-commands-on-windows/"/>
internal static class BatchCommandLine
{
    /// <summary>
    /// Without AutoRun commands (<c>/d</c>), with command extensions (<c>/e:on</c>), without <c>!VARIABLE!</c>
    /// (<c>/v:off</c>), and with only the outermost quotes removed (<c>/s</c>).
    /// </summary>
    private const string Options = "/d /e:on /v:off /s /c ";

    /// <summary>The longest command line that cmd reads.</summary>
    private const int Longest = 8191;

    /// <summary>
    /// Characters that no quoting protects: cmd ends its line at line breaks, and expands variables between percent
    /// signs even in quotes.
    /// </summary>
    private static readonly char[] Unquotable = ['\0', '\n', '\r', '%'];

    /// <summary>Returns the arguments of <c>cmd.exe</c>.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: an argument cannot be passed safely.
    /// </exception>
    public static string Create(string batchFile, IEnumerable<string> arguments)
    {
        var line = new StringBuilder(Options).Append('"');
        Append(line, batchFile, batchFile);
        foreach (var argument in arguments)
        {
            line.Append(' ');
            Append(line, argument, batchFile);
        }

        return line.Append('"').Length <= Longest
            ? line.ToString()
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The command line for {batchFile} is longer than the {Longest} characters that cmd.exe reads.",
                "Start the program behind the batch file, or pass the arguments in a file."
            );
    }

    private static void Append(StringBuilder line, string argument, string batchFile)
    {
        if (argument.IndexOfAny(Unquotable) >= 0)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"An argument with a percent sign or a line break cannot be passed safely to the batch file {batchFile}: "
                    + "cmd.exe would change it, or run a part of it.",
                "Start the program behind the batch file: roleassist exec PROFILE -- node SCRIPT.js ARGUMENTS"
            );
        }

        // A quote is doubled for cmd. A program reads two as one, and backslashes before a quote as half as many
        // (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments).
        line.Append('"');
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '"')
            {
                line.Append('\\', backslashes).Append('"');
            }

            backslashes = character == '\\' ? backslashes + 1 : 0;
            line.Append(character);
        }

        line.Append('\\', backslashes).Append('"');
    }
}
