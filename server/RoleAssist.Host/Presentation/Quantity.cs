using System.Globalization;

namespace RoleAssist.Host.Presentation;

/// <summary>A number with its noun.</summary>
internal static class Quantity
{
    /// <param name="count">The number.</param>
    /// <param name="one">The noun in the singular.</param>
    /// <param name="many">The noun in the plural, unless it only ends with an s.</param>
    public static string Of(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? $"{one}s")}");
}
