using System.Globalization;

namespace RoleAssist.Sandbox.Formats;

/// <summary>
/// Formats times as ISO 8601 in UTC with whole seconds, as all AWS services do except the portal of Identity Center.
/// </summary>
internal static class IsoTime
{
    public static string ToText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
