using System.Text.RegularExpressions;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.AgentTools;

/// <summary>
/// Checks the arguments that an agent wants to run the AWS CLI with. What the command may do in the account is decided
/// by the session policy; the check is about this machine: no other credentials, no other servers, no secrets in the
/// output, no files outside the workspace, and nothing that only a shell would understand.
/// </summary>
public static partial class AwsArguments
{
    private const int MostWords = 256;

    /// <summary>In characters, of all arguments together.</summary>
    private const int MostText = 64 * 1024;

    /// <summary>What a shell would take for an operator. As an argument it tells that the agent expects a shell.</summary>
    private static readonly HashSet<string> ShellOperators = new(StringComparer.Ordinal)
    {
        "|",
        "||",
        "&",
        "&&",
        ";",
        ">",
        ">>",
        "<",
        "<<",
        "1>",
        "2>",
        "2>&1",
        "&>",
    };

    private static readonly char[] ShellStarts = ['|', ';', '&', '>', '<', '`'];

    /// <summary>Throws unless the AWS CLI may be run with these arguments.</summary>
    /// <param name="words">The arguments, beginning with the service and the operation.</param>
    /// <param name="workspace">The files that may be used.</param>
    /// <returns>The arguments to run: the same, written so that no value can be taken for the path of a file.</returns>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: why not.</exception>
    public static IReadOnlyList<string> Require(IReadOnlyList<string> words, IWorkspaceFiles workspace)
    {
        RequireText(words);
        if (words is not [var service, var operation, ..] || !IsName(service) || !IsName(operation))
        {
            throw Refused(
                "The arguments must begin with a service and an operation.",
                "For example: [\"s3api\", \"list-buckets\"]. The program's own name is not an argument, and options come last."
            );
        }

        if (RefusedCommands.ReasonFor(service, operation) is { } reason)
        {
            throw Refused($"'aws {service} {operation}' is refused: {reason}", RefusedCommands.Hint);
        }

        var files = new FileArguments(service, operation, workspace);
        foreach (var word in words.Skip(2))
        {
            RequireNoShell(word, files.IsValueNext);
            RequireOption(service, word);
            files.Add(word);
        }

        files.RequireEnd();
        NamedSecrets.Require(service, operation, files.Words);
        return files.Words;
    }

    /// <summary>The words of an option: its name, and its value if that is part of the word.</summary>
    internal static (string Name, string? Value) Split(string option) =>
        option.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at
            ? (option[..at], option[(at + 1)..])
            : (option, null);

    internal static RoleAssistException Refused(string message, string hint) =>
        new(ErrorCode.InvalidArgument, message, hint);

    private static void RequireText(IReadOnlyList<string> words)
    {
        if (words.Count > MostWords || words.Sum(word => (long)word.Length) > MostText)
        {
            throw Refused(
                $"There are more than {MostWords} arguments, or {MostText} characters in them.",
                "Split the work into several commands."
            );
        }

        foreach (var word in words)
        {
            if (word.Any(char.IsControl))
            {
                throw Refused(
                    "An argument contains a control character, such as a line break.",
                    "Write JSON on one line."
                );
            }
        }
    }

    /// <summary>The value of an option may be a pattern or XML, but no shell's substitution.</summary>
    private static void RequireNoShell(string word, bool isValue)
    {
        if (
            ShellOperators.Contains(word)
            || word.StartsWith("$(", StringComparison.Ordinal)
            || (!isValue && word.Length > 0 && ShellStarts.Contains(word[0]))
        )
        {
            throw Refused(
                $"'{word}' would mean something to a shell, and no shell runs here.",
                "Pass arguments only. Filter the output with --query."
            );
        }
    }

    /// <summary>
    /// Refuses the options that choose credentials, servers or what is printed besides the answer, in all their forms:
    /// the AWS CLI also takes the beginning of an option's name.
    /// </summary>
    private static void RequireOption(string service, string word)
    {
        if (!word.StartsWith('-') || word is "-" || Number().IsMatch(word))
        {
            return;
        }

        var name = Split(word).Name;
        if (!word.StartsWith("--", StringComparison.Ordinal) || name.Length <= 2)
        {
            throw Refused($"'{word}' is not an option of the AWS CLI.", "Options begin with two dashes and a letter.");
        }

        if (RefusedOptions.Find(service, name) is { } refused)
        {
            throw Refused(
                name == refused.Name
                    ? $"{name} is refused: {refused.Reason}"
                    : $"'{name}' may stand for {refused.Name}: {refused.Reason}",
                refused.Hint
            );
        }
    }

    private static bool IsName(string word) => Name().IsMatch(word);

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A-[0-9.]+\z")]
    private static partial Regex Number();
}
