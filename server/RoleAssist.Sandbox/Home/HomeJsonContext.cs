using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Sandbox.Home;

/// <summary>The JSON of the state folder.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SandboxState))]
[JsonSerializable(typeof(RunningSandbox))]
internal sealed partial class HomeJsonContext : JsonSerializerContext;
