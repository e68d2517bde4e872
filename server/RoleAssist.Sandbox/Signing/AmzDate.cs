using System.Globalization;

namespace RoleAssist.Sandbox.Signing;

/// <summary>The ISO 8601 basic format, the only one that signatures allow: <c>20150830T123600Z</c>.</summary>
internal static class AmzDate
{
    public const string DayFormat = "yyyyMMdd";
    private const string Format = "yyyyMMdd'T'HHmmss'Z'";

    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text,
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time
        );
}
