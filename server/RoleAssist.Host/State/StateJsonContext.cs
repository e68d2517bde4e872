using System.Text.Json.Serialization;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Vault;

namespace RoleAssist.Host.State;

/// <summary>The JSON format of the files in the state folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(AuditEvent))]
[JsonSerializable(typeof(IReadOnlyList<SpentCode>))]
[JsonSerializable(typeof(IReadOnlyList<VaultIndexEntry>))]
internal sealed partial class StateJsonContext : JsonSerializerContext;
