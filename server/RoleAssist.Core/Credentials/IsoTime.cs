using System.Globalization;
using System.Text.RegularExpressions;

namespace RoleAssist.Core.Credentials;

/// <summary>
/// Timestamps as AWS tools write them: RFC 3339 with up to nine fractional digits. Older CLIs wrote <c>UTC</c> for
/// <c>Z</c>.
/// </summary>
public static partial class IsoTime
{
    /// <summary>Parses a timestamp; null if the text is not one.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null || Shape().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var zone = match.Groups["zone"].Value;
        return DateTimeOffset.TryParse(
            match.Groups["time"].Value + (zone is "" or "UTC" ? "Z" : zone),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;
    }

    /// <summary>Formats a time in UTC with whole seconds, which every tool can read.</summary>
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?)(?<zone>Z|z|UTC|[+-][0-9]{2}:?[0-9]{2}|)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Shape();
}
