using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>
/// Lines of <c>NAME=value</c> that <c>docker run --env-file</c>, which takes a value as it stands
/// (https://docs.docker.com/reference/cli/docker/container/run/#env), the dotenv libraries, which know quotes, comments,
/// escapes and variables, and a shell that sources the file (<c>set -a; . ./.env</c>) read alike. So a value holds nothing
/// that one of them would read otherwise; what AWS hands out never does. A file can remove nothing, so what would have to go
/// is left out, and a removal alone is an error.
/// </summary>
internal static class DotenvSyntax
{
    private const string Special = "#$'\"`\\&;|<>()~";

    public static string Write(IReadOnlyList<EnvironmentChange> changes) => changes.All(change => change.Value is null)
        ? throw new RoleAssistException(ErrorCode.InvalidArgument, "A dotenv file removes no variables.", "Delete the file, or the lines of the role in it.")
        : ShellSyntax.Lines(changes.Where(change => change.Value is not null), change => IsExpressible(change.Value!)
            ? $"{change.Name}={change.Value}"
            : throw ShellSyntax.Inexpressible(
                "dotenv", change, $"white space, a control character, or one of {string.Join(' ', Special.ToCharArray())}, which docker, dotenv libraries and shells read differently"));

    private static bool IsExpressible(string value) =>
        !value.Any(character => Special.Contains(character, StringComparison.Ordinal) || char.IsWhiteSpace(character) || char.IsControl(character));
}
