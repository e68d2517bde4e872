using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Home;
using RoleAssist.Sandbox.Metadata;
using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.Sso;

namespace RoleAssist.Sandbox;

/// <summary>The JSON of AWS' services and files, which use two naming policies.</summary>
[JsonSerializable(typeof(JwtHeader))]
[JsonSerializable(typeof(JwtClaims))]
[JsonSerializable(typeof(RoleCredentialsAnswer))]
[JsonSerializable(typeof(PortalError))]
[JsonSerializable(typeof(CreateTokenRequest))]
[JsonSerializable(typeof(CreateTokenAnswer))]
[JsonSerializable(typeof(OidcError))]
[JsonSerializable(typeof(CachedSsoToken))]
[JsonSerializable(typeof(ContainerCredentials))]
[JsonSerializable(typeof(ContainerError))]
[JsonSerializable(typeof(InstanceCredentials))]
[JsonSerializable(typeof(InstanceProfileInfo))]
[JsonSerializable(typeof(ProcessCredentials))]
internal sealed partial class ServiceJsonContext : JsonSerializerContext
{
    public static ServiceJsonContext CamelCase { get; } = new(WithNames(JsonNamingPolicy.CamelCase));

    public static ServiceJsonContext PascalCase { get; } = new(WithNames(namingPolicy: null));

    /// <summary>
    /// Creates options with relaxed escaping: nothing is embedded in HTML, and plus signs in keys and tokens stay
    /// readable.
    /// </summary>
    private static JsonSerializerOptions WithNames(JsonNamingPolicy? namingPolicy) =>
        new()
        {
            PropertyNamingPolicy = namingPolicy,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
}
