using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Sso;

/// <summary>The JSON of Identity Center, and inside the tokens of a login.</summary>
[JsonSerializable(typeof(RoleCredentialsAnswer))]
[JsonSerializable(typeof(AccountsAnswer))]
[JsonSerializable(typeof(AccountRolesAnswer))]
[JsonSerializable(typeof(PortalPosition))]
[JsonSerializable(typeof(PortalError))]
[JsonSerializable(typeof(RegisterClientRequest))]
[JsonSerializable(typeof(RegisterClientAnswer))]
[JsonSerializable(typeof(StartDeviceAuthorizationRequest))]
[JsonSerializable(typeof(StartDeviceAuthorizationAnswer))]
[JsonSerializable(typeof(CreateTokenRequest))]
[JsonSerializable(typeof(CreateTokenAnswer))]
[JsonSerializable(typeof(OidcError))]
[JsonSerializable(typeof(ClientRegistration))]
[JsonSerializable(typeof(SsoGrant))]
[JsonSerializable(typeof(SsoCode))]
internal sealed partial class SsoJsonContext : JsonSerializerContext
{
    public static SsoJsonContext CamelCase { get; } = new(ServiceJson.CamelCase());
}
