using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Core.Vault;

/// <summary>A long-lived access key.</summary>
/// <param name="Id">The key ID, which is not a secret.</param>
/// <param name="Secret">The secret access key in ASCII.</param>
/// <param name="Since">When it was created; null if that is unknown.</param>
public sealed record UserAccessKey(
    [property: JsonPropertyName("id"), JsonRequired] string Id,
    [property: JsonPropertyName("secret"), JsonRequired] SecretBytes Secret,
    [property: JsonPropertyName("since")] DateTimeOffset? Since = null
)
{
    /// <summary>What a newer version stored. It is kept when the item is written again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>Returns the key for signing. The text of the secret cannot be overwritten: keep it briefly.</summary>
    public AwsCredentials ToCredentials() => new(Id, Encoding.ASCII.GetString(Secret.Span));

    public override string ToString() => Id;
}
