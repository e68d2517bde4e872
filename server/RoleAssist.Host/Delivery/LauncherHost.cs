using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Host.Delivery;

/// <summary>An installed host that the launcher can start.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Path">The full path of its executable.</param>
internal sealed record LauncherHost(string Version, string Path) : IComparable<LauncherHost>
{
    /// <summary>Writes the host as one line of JSON, whatever characters the path has.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, LauncherJsonContext.Default.LauncherHost);

    /// <summary>Reads a host; null if the text is none.</summary>
    public static LauncherHost? FromJson(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, LauncherJsonContext.Default.LauncherHost);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Compares by version as in Semantic Versioning; a release is newer than its previews.</summary>
    public int CompareTo(LauncherHost? other)
    {
        var (mine, theirs) = (Parse(Version), Parse(other?.Version ?? ""));
        var numbers = mine.Numbers.CompareTo(theirs.Numbers);
        return numbers != 0
            ? numbers
            : (mine.Preview, theirs.Preview) switch
            {
                ("", "") => 0,
                ("", _) => 1,
                (_, "") => -1,
                var (first, second) => string.CompareOrdinal(first, second),
            };
    }

    private static (Version Numbers, string Preview) Parse(string version)
    {
        var parts = version.Split('+')[0].Split('-', 2);
        return (
            System.Version.TryParse(parts[0], out var numbers) ? numbers : new Version(0, 0),
            parts.Length > 1 ? parts[1] : ""
        );
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(LauncherHost))]
internal sealed partial class LauncherJsonContext : JsonSerializerContext;
