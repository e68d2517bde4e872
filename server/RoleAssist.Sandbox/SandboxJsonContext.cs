using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Home;
using RoleAssist.Sandbox.Iam;
using RoleAssist.Sandbox.Metadata;
using RoleAssist.Sandbox.Sso;

namespace RoleAssist.Sandbox;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SandboxDescription))]
[JsonSerializable(typeof(SandboxCalls))]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(TotpCode))]
[JsonSerializable(typeof(ControlProblem))]
[JsonSerializable(typeof(SandboxState))]
[JsonSerializable(typeof(RunningSandbox))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(ClientRegistration))]
[JsonSerializable(typeof(SsoGrant))]
[JsonSerializable(typeof(MetadataToken))]
internal sealed partial class SandboxJsonContext : JsonSerializerContext;
