using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Faults;

namespace RoleAssist.Sandbox.Control;

/// <summary>The JSON of the control API.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(RoleOrder))]
[JsonSerializable(typeof(TokenOrder))]
[JsonSerializable(typeof(SignedToken))]
[JsonSerializable(typeof(TotpCode))]
[JsonSerializable(typeof(ControlProblem))]
internal sealed partial class ControlJsonContext : JsonSerializerContext;
