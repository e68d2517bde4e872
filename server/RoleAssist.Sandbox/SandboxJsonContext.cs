using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Sandbox;

/// <summary>The JSON of the line that a sandbox prints.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SandboxDescription))]
internal sealed partial class SandboxJsonContext : JsonSerializerContext;
