using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Home;
using RoleAssist.Sandbox.Iam;

namespace RoleAssist.Sandbox;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SandboxDescription))]
[JsonSerializable(typeof(SandboxCalls))]
[JsonSerializable(typeof(FaultOrder))]
[JsonSerializable(typeof(TotpCode))]
[JsonSerializable(typeof(ControlProblem))]
[JsonSerializable(typeof(SandboxState))]
[JsonSerializable(typeof(RunningSandbox))]
[JsonSerializable(typeof(Session))]
internal sealed partial class SandboxJsonContext : JsonSerializerContext;
