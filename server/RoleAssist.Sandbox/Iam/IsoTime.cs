using System.Globalization;

namespace RoleAssist.Sandbox.Iam;

/// <summary>ISO 8601 in whole seconds of UTC, as AWS writes times everywhere but in the portal of Identity Center.</summary>
internal static class IsoTime
{
    public static string ToText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
