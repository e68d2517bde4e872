using System.Globalization;
using System.Text.RegularExpressions;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.CommandLine;

/// <summary>Parses durations such as <c>1h</c>, <c>1h30m</c>, <c>900s</c> and plain seconds.</summary>
internal static partial class DurationSyntax
{
    /// <summary>Returns a duration in seconds.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/> if <paramref name="text"/> is not a duration.
    /// </exception>
    public static int ParseSeconds(string text)
    {
        var match = Pattern().Match(text);
        if (text.Length == 0 || !match.Success)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"'{text}' is not a duration.",
                "Use 1h, 90m, 1h30m or a number of seconds."
            );
        }

        return (60 * ((60 * Number(match.Groups["h"])) + Number(match.Groups["m"]))) + Number(match.Groups["s"]);
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    // Five digits cover every duration that STS accepts, and no sum of them overflows.
    [GeneratedRegex(@"^((?<h>\d{1,5})h)?((?<m>\d{1,5})m)?((?<s>\d{1,6})s?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
