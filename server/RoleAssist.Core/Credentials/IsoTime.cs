using System.Globalization;
using System.Text.RegularExpressions;

namespace RoleAssist.Core.Credentials;

/// <summary>
/// Points in time as AWS' tools write them: RFC 3339, with any number of fractional digits; older CLIs wrote
/// <c>UTC</c> for <c>Z</c>.
/// </summary>
public static partial class IsoTime
{
    /// <summary>The time that a text says; null for a text that says none.</summary>
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
            out var time)
            ? time
            : null;
    }

    /// <summary>In whole seconds of UTC, as every tool reads it.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?)(?<zone>Z|z|UTC|[+-][0-9]{2}:?[0-9]{2}|)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
