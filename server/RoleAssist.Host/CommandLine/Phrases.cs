using System.Globalization;

namespace RoleAssist.Host.CommandLine;

internal static class Phrases
{
    public static string Until(DateTimeOffset? expiration) =>
        expiration is { } end ? $", until {end.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}" : "";

    /// <summary>Hours and minutes; STS counts in seconds, but nobody else does.</summary>
    public static string Lasting(int? seconds) => seconds switch
    {
        null => "as long as its source says",
        _ => string.Join(' ', Parts(TimeSpan.FromSeconds(seconds.Value))),
    };

    private static IEnumerable<string> Parts(TimeSpan time)
    {
        (int Count, string Unit)[] parts = [((int)time.TotalHours, "h"), (time.Minutes, "min"), (time.Seconds, "s")];
        return parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Unit}");
    }
}
