using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Core.Vault;

/// <summary>The JSON format of the vault's items.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(VaultKey))]
internal sealed partial class VaultJsonContext : JsonSerializerContext
{
    /// <summary>No page shows this JSON: escaping a secret's <c>+</c> would only waste room.</summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
