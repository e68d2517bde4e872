using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Home;
using RoleAssist.Sandbox.Metadata;
using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.Sso;

namespace RoleAssist.Sandbox;

/// <summary>The JSON of AWS' services and files, whose names are in two cases.</summary>
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

    /// <summary>Nothing of it goes into HTML, and people read the plus signs in keys and tokens.</summary>
    private static JsonSerializerOptions WithNames(JsonNamingPolicy? namingPolicy) => new()
    {
        PropertyNamingPolicy = namingPolicy,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
