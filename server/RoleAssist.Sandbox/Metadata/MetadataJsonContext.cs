using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Metadata;

/// <summary>The JSON of the metadata services, which use two naming policies.</summary>
[JsonSerializable(typeof(ContainerCredentials))]
[JsonSerializable(typeof(ContainerError))]
[JsonSerializable(typeof(InstanceCredentials))]
[JsonSerializable(typeof(InstanceProfileInfo))]
[JsonSerializable(typeof(MetadataToken))]
internal sealed partial class MetadataJsonContext : JsonSerializerContext
{
    public static MetadataJsonContext CamelCase { get; } = new(ServiceJson.CamelCase());

    public static MetadataJsonContext PascalCase { get; } = new(ServiceJson.PascalCase());
}
