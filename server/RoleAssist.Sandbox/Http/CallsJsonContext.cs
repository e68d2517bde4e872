using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Sandbox.Http;

/// <summary>The JSON of the call log.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SandboxCalls))]
internal sealed partial class CallsJsonContext : JsonSerializerContext;
