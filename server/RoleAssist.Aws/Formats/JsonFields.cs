using System.Text.Json;

namespace RoleAssist.Aws.Formats;

/// <summary>
/// A JSON object that somebody else has written. Names are found without regard to case, as in AWS' SDKs, and a value
/// of another type than the expected one counts as absent.
/// </summary>
internal readonly struct JsonFields
{
    private readonly JsonElement _object;

    private JsonFields(JsonElement element) => _object = element;

    /// <summary>The object that the text is; null when it is something else.</summary>
    public static JsonFields? Parse(string text)
    {
        try
        {
            // Windows' programs begin their output with a byte order mark.
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            return Of(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string? Text(string name) =>
        Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    public long? Number(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public JsonFields? Object(string name) => Find(name) is { } value ? Of(value) : null;

    /// <summary>Whether there is such a field, of whatever type, that is not null.</summary>
    public bool Has(string name) => Find(name) is { ValueKind: not JsonValueKind.Null };

    /// <summary>The same object with some fields written anew, and every other one as it is.</summary>
    public byte[] With(IReadOnlyDictionary<string, string> fields)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in _object.EnumerateObject())
            {
                if (!fields.Keys.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
                {
                    property.WriteTo(writer);
                }
            }

            foreach (var (name, value) in fields)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static JsonFields? Of(JsonElement element) => element.ValueKind == JsonValueKind.Object ? new JsonFields(element) : null;

    private JsonElement? Find(string name)
    {
        JsonElement? found = null;
        foreach (var property in _object.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                found = property.Value;
            }
        }

        return found;
    }
}
