using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Sandbox.Formats;

/// <summary>The options for the JSON of AWS' services and files, which use two naming policies.</summary>
internal static class ServiceJson
{
    public static JsonSerializerOptions CamelCase() => WithNames(JsonNamingPolicy.CamelCase);

    public static JsonSerializerOptions PascalCase() => WithNames(namingPolicy: null);

    /// <summary>
    /// Creates options with relaxed escaping: nothing is embedded in HTML, and plus signs in keys and tokens stay
    /// readable. A context takes its options over, so each one needs its own.
    /// </summary>
    private static JsonSerializerOptions WithNames(JsonNamingPolicy? namingPolicy) =>
        new()
        {
            PropertyNamingPolicy = namingPolicy,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
}
