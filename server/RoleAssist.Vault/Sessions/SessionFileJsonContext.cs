using System.Text.Json.Serialization;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Vault.Sessions;

/// <summary>The JSON format of what is sealed in the file of kept sessions.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    IgnoreReadOnlyProperties = true
)]
[JsonSerializable(typeof(KeptSessions))]
internal sealed partial class SessionFileJsonContext : JsonSerializerContext;
