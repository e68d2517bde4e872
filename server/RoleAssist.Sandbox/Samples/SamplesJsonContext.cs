using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Samples;

/// <summary>The JSON of sample files, which use two naming policies.</summary>
[JsonSerializable(typeof(CachedSsoToken))]
[JsonSerializable(typeof(ProcessCredentials))]
internal sealed partial class SamplesJsonContext : JsonSerializerContext
{
    public static SamplesJsonContext CamelCase { get; } = new(ServiceJson.CamelCase());

    public static SamplesJsonContext PascalCase { get; } = new(ServiceJson.PascalCase());
}
