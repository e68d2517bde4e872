using System.Text.RegularExpressions;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>
/// Finds what only a shell understands where the program of a command belongs. The AWS CLI and boto3 start the program
/// without one.
/// </summary>
internal static partial class WordsOfShell
{
    /// <summary>Returns what is wrong with the first word of a command, in sentences; null if nothing is.</summary>
    public static string? Objection(string word)
    {
        // The value of the variable may be a secret.
        if (Assignment().Match(word) is { Success: true } assignment)
        {
            return $"The command begins with {assignment.Groups["name"].Value}=, which sets a variable only in a shell: the "
                + "AWS CLI and boto3 take it for the program. Put the command into a script, and name the script.";
        }

        return Variable().Match(word) is { Success: true } variable
            ? $"The path contains {variable.Value}, which only a shell replaces: the AWS CLI and boto3 take it as it is. "
                + "Write the full path."
            : null;
    }

    [GeneratedRegex("^(?<name>[A-Za-z_][A-Za-z0-9_]*)=")]
    private static partial Regex Assignment();

    /// <summary>A variable of a POSIX shell or PowerShell, one of cmd, or the begin of a command in the command.</summary>
    [GeneratedRegex(@"\$(?:\{[A-Za-z_][A-Za-z0-9_:]*\}|[A-Za-z_][A-Za-z0-9_:]*|\()|%[A-Za-z_][A-Za-z0-9_()]*%|`")]
    private static partial Regex Variable();
}
