namespace RoleAssist.Core.Runs;

/// <summary>
/// Knows where an account's name, which comes from outside, would be a program to run: as the code that a shell or
/// another interpreter takes as an argument, or as its script.
/// </summary>
internal static class NameArguments
{
    /// <summary>Programs that run the command that follows.</summary>
    private static readonly HashSet<string> Wrappers = Names(
        "command doas env exec nice nohup setsid stdbuf sudo time timeout xargs"
    );

    /// <summary>Programs for which everything that follows may be code: they join their arguments.</summary>
    private static readonly HashSet<string> Joining = Names("cmd eval ssh");

    private static readonly HashSet<string> PowerShells = Names("powershell pwsh");

    private static readonly HashSet<string> Interpreters = Names(
        "ash awk bash bun busybox csh dash deno fish gawk ksh lua mawk node nodejs osascript perl php py python ruby "
            + "sh tcsh zsh"
    );

    /// <summary>Options of interpreters that are followed by code, besides short ones that end with c, e, E, p or r.</summary>
    private static readonly HashSet<string> CodeOptions = Names("--command --eval --execute --print --run");

    /// <summary>Whether an argument would be a program.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="index">The place of the argument.</param>
    public static bool IsCode(IReadOnlyList<string> command, int index)
    {
        var program = 0;
        while (index > 0 && Wrappers.Contains(NameOf(command[program])))
        {
            // The wrapper's own options and variables come first.
            var rest = command.Take(index).Skip(program + 1).ToList();
            if (rest.FindIndex(argument => IsKnown(NameOf(argument))) is >= 0 and var next)
            {
                program += next + 1;
            }
            else
            {
                return !rest.Exists(IsProgram);
            }
        }

        if (index == 0)
        {
            return true;
        }

        var name = NameOf(command[program]);
        var between = command.Skip(program + 1).Take(index - program - 1).ToList();
        return Joining.Contains(name)
            || (PowerShells.Contains(name) && (between.Exists(IsPowerShellCode) || !HasScript(between)))
            || (Interpreters.Contains(name) && (!HasScript(between) || IsCodeOption(between[^1])));
    }

    /// <summary>Whether an argument of a wrapper is neither an option, a variable nor a time.</summary>
    private static bool IsProgram(string argument) =>
        argument is [not '-', ..] && !char.IsAsciiDigit(argument[0]) && !argument.Contains('=');

    private static bool IsKnown(string name) =>
        Wrappers.Contains(name) || Joining.Contains(name) || PowerShells.Contains(name) || Interpreters.Contains(name);

    private static bool HasScript(IEnumerable<string> arguments) =>
        arguments.Any(argument => !argument.StartsWith('-'));

    private static bool IsCodeOption(string argument) =>
        CodeOptions.Contains(argument) || argument is ['-', not '-', ..] and [.., 'c' or 'e' or 'E' or 'p' or 'r'];

    /// <summary>
    /// PowerShell takes any beginning of <c>-Command</c> and <c>-EncodedCommand</c>, and joins all that follows.
    /// </summary>
    private static bool IsPowerShellCode(string argument) =>
        argument.Length > 1
        && argument[0] is '-' or '/'
        && (
            "commandwithargs".StartsWith(argument[1..], StringComparison.OrdinalIgnoreCase)
            || "encodedcommand".StartsWith(argument[1..], StringComparison.OrdinalIgnoreCase)
            || argument[1..].Equals("cwa", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Returns a program's name without its folder, its ending and its version.</summary>
    private static string NameOf(string program)
    {
        var name = program.Split('/', '\\')[^1];
        name = name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return name.TrimEnd('.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
    }

    private static HashSet<string> Names(string names) => new(names.Split(' '), StringComparer.OrdinalIgnoreCase);
}
