using System.Globalization;

namespace RoleAssist.Host.CommandLine;

internal static class Phrases
{
    public static string Until(DateTimeOffset? expiration) =>
        expiration is { } end ? $", until {end.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}" : "";
}
