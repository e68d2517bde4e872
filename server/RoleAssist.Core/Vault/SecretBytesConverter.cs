using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoleAssist.Core.Vault;

/// <summary>
/// Reads and writes a secret of printable ASCII as a JSON string, without making a <see cref="string"/> that nobody can
/// overwrite.
/// </summary>
internal sealed class SecretBytesConverter : JsonConverter<SecretBytes>
{
    public override SecretBytes Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueSpan.IsEmpty)
        {
            throw new JsonException();
        }

        // Unescaped text is never longer than escaped text.
        using var buffer = new SecretBytes(reader.ValueSpan.Length);
        var text = buffer.Span[..reader.CopyString(buffer.Span)];
        return text.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? throw new JsonException() : SecretBytes.Copy(text);
    }

    public override void Write(Utf8JsonWriter writer, SecretBytes value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Span);
}
