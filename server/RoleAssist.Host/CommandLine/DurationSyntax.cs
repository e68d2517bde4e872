using System.Globalization;
using System.Text.RegularExpressions;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.CommandLine;

/// <summary>Durations as people write them: <c>1h</c>, <c>1h30m</c>, <c>900s</c>, and plain seconds.</summary>
internal static partial class DurationSyntax
{
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public static int ParseSeconds(string text)
    {
        var match = Pattern().Match(text);
        if (text.Length == 0 || !match.Success)
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, $"'{text}' is not a duration.", "Write 1h, 90m, 1h30m or 3600.");
        }

        return (60 * ((60 * Number(match.Groups["h"])) + Number(match.Groups["m"]))) + Number(match.Groups["s"]);
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    // Five digits hold every duration that STS knows, and no sum of them overflows.
    [GeneratedRegex(@"^((?<h>\d{1,5})h)?((?<m>\d{1,5})m)?((?<s>\d{1,6})s?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
