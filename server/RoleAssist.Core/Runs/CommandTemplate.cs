using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Runs;

/// <summary>
/// A command with placeholders. <c>{account}</c> and <c>{region}</c> consist of letters, digits and dashes and may stand
/// anywhere in an argument. <c>{name}</c> comes from outside and may contain anything, so it must be a whole argument:
/// within one it could become part of a script, as in <c>sh -c 'echo {name}'</c>, and where an argument is a script it
/// could become one.
/// </summary>
public sealed class CommandTemplate
{
    private const string Account = "{account}";
    private const string Region = "{region}";
    private const string Name = "{name}";

    private readonly IReadOnlyList<string> _arguments;

    /// <param name="arguments">The program and its arguments.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: there is no command, or <c>{name}</c> is a part of an argument or would
    /// be a program.
    /// </exception>
    public CommandTemplate(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "There is no command to run.",
                "Specify it after --: roleassist run --profiles 'prod-*' -- aws sts get-caller-identity"
            );
        }

        if (arguments.Any(argument => argument != Name && argument.Contains(Name, StringComparison.Ordinal)))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "{name} must be a whole argument, because an account's name may contain anything.",
                "Use the variable ROLEASSIST_ACCOUNT_NAME in a script instead."
            );
        }

        if (arguments.Index().Any(argument => argument.Item == Name && NameArguments.IsCode(arguments, argument.Index)))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "{name} would run as a program here, and an account's name may contain anything.",
                "Use the variable ROLEASSIST_ACCOUNT_NAME: sh -c 'echo \"$ROLEASSIST_ACCOUNT_NAME\"'"
            );
        }

        _arguments = arguments;
    }

    /// <summary>Gets the program.</summary>
    public string Program => _arguments[0];

    /// <summary>Whether a command needs a region to be complete.</summary>
    public bool UsesRegion => _arguments.Any(argument => argument.Contains(Region, StringComparison.Ordinal));

    /// <summary>Returns the command for an account and region.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the command uses a region, and there is none; or it uses a name that its
    /// program would take for an option.
    /// </exception>
    public IReadOnlyList<string> Fill(string account, string name, string? region)
    {
        if (region is null && UsesRegion)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The command uses {Region}, and '{name}' specifies no region.",
                "Name the regions: --regions eu-central-1"
            );
        }

        if (name.StartsWith('-') && _arguments.TakeWhile(argument => argument != "--").Contains(Name))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The account's name '{name}' begins with a dash, so the command would take it for an option.",
                "Put -- before {name}, or use the variable ROLEASSIST_ACCOUNT_NAME."
            );
        }

        return
        [
            .. _arguments.Select(argument =>
                argument == Name
                    ? name
                    : argument
                        .Replace(Account, account, StringComparison.Ordinal)
                        .Replace(Region, region, StringComparison.Ordinal)
            ),
        ];
    }
}
