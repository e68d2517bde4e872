using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// Writes lines of <c>NAME=value</c> that mean the same to <c>docker run --env-file</c>, which takes a value literally
/// (https://docs.docker.com/reference/cli/docker/container/run/#env), to the dotenv libraries, which support quotes,
/// comments, escapes and variables, and to a shell that sources the file (<c>set -a; . ./.env</c>). So a value must not
/// contain anything that one of them reads differently; values from AWS never do. A file cannot remove variables, so
/// removals are left out, and a removal alone is an error.
/// </summary>
internal static class DotenvSyntax
{
    private const string Special = "#$'\"`\\&;|<>()~";

    public static string Write(IReadOnlyList<EnvironmentChange> changes) =>
        changes.All(change => change.Value is null)
            ? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "A dotenv file cannot remove variables.",
                "Delete the file, or the lines of the role from it."
            )
            : ShellSyntax.Lines(
                changes.Where(change => change.Value is not null),
                change =>
                    IsRepresentable(change.Value!)
                        ? $"{change.Name}={change.Value}"
                        : throw ShellSyntax.Unrepresentable(
                            "dotenv",
                            change,
                            $"contains white space, a control character, or one of {string.Join(' ', Special.ToCharArray())}, "
                                + "which docker, dotenv libraries and shells read differently"
                        )
            );

    private static bool IsRepresentable(string value) =>
        !value.Any(character =>
            Special.Contains(character, StringComparison.Ordinal)
            || char.IsWhiteSpace(character)
            || char.IsControl(character)
        );
}
