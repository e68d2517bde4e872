using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Oidc;

/// <summary>The JSON of web identity tokens.</summary>
[JsonSerializable(typeof(JwtHeader))]
[JsonSerializable(typeof(JwtClaims))]
internal sealed partial class OidcJsonContext : JsonSerializerContext
{
    public static OidcJsonContext CamelCase { get; } = new(ServiceJson.CamelCase());
}
