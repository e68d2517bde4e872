using System.Text.Json.Serialization;
using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Sso;

/// <summary>The JSON of Identity Center, and inside the tokens of a login.</summary>
[JsonSerializable(typeof(RoleCredentialsAnswer))]
[JsonSerializable(typeof(AccountsAnswer))]
[JsonSerializable(typeof(AccountRolesAnswer))]
[JsonSerializable(typeof(PortalPosition))]
[JsonSerializable(typeof(PortalError))]
[JsonSerializable(typeof(CreateTokenRequest))]
[JsonSerializable(typeof(CreateTokenAnswer))]
[JsonSerializable(typeof(OidcError))]
[JsonSerializable(typeof(ClientRegistration))]
[JsonSerializable(typeof(SsoGrant))]
internal sealed partial class SsoJsonContext : JsonSerializerContext
{
    public static SsoJsonContext CamelCase { get; } = new(ServiceJson.CamelCase());
}
