using System.Text.Json;

namespace RoleAssist.Aws.Formats;

/// <summary>
/// A JSON object from an external source. Names are case-insensitive, as in AWS' SDKs, and a value of an unexpected
/// type counts as absent.
/// </summary>
internal readonly struct JsonFields
{
    private readonly JsonElement _object;

    private JsonFields(JsonElement element) => _object = element;

    /// <summary>Gets an object without fields.</summary>
    public static JsonFields Empty { get; } = Parse("{}")!.Value;

    /// <summary>Parses a JSON object; returns null if the text is not one.</summary>
    public static JsonFields? Parse(string text)
    {
        try
        {
            // Programs on Windows may begin their output with a byte order mark.
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            return Of(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string? Text(string name) =>
        Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    public long? Number(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public JsonFields? Object(string name) => Find(name) is { } value ? Of(value) : null;

    /// <summary>Returns the objects of an array; null if the field is no array of objects.</summary>
    public IReadOnlyList<JsonFields>? Objects(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } array
        && array.EnumerateArray().Select(Of).ToList() is var objects
        && objects.TrueForAll(one => one is not null)
            ? objects.ConvertAll(one => one!.Value)
            : null;

    /// <summary>Whether the field exists and is not null, whatever its type.</summary>
    public bool Has(string name) => Find(name) is { ValueKind: not JsonValueKind.Null };

    /// <summary>Returns the object as JSON with some fields replaced or added and all others unchanged.</summary>
    public byte[] With(IReadOnlyDictionary<string, string> fields) => Change(fields).ToUtf8();

    /// <summary>Returns the object with some fields replaced or added and all others unchanged.</summary>
    public JsonFields Change(IReadOnlyDictionary<string, string> fields) =>
        Changed(
            fields.Keys,
            writer =>
            {
                foreach (var (name, value) in fields)
                {
                    writer.WriteString(name, value);
                }
            }
        );

    /// <summary>Returns the object with an object in one of its fields replaced or added.</summary>
    public JsonFields Change(string name, JsonFields value) =>
        Changed(
            [name],
            writer =>
            {
                writer.WritePropertyName(name);
                value._object.WriteTo(writer);
            }
        );

    /// <summary>Returns the object as JSON.</summary>
    public byte[] ToUtf8()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            _object.WriteTo(writer);
        }

        return buffer.ToArray();
    }

    private JsonFields Changed(IEnumerable<string> names, Action<Utf8JsonWriter> add)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in _object.EnumerateObject())
            {
                if (!names.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
                {
                    property.WriteTo(writer);
                }
            }

            add(writer);
            writer.WriteEndObject();
        }

        using var changed = JsonDocument.Parse(buffer.ToArray());
        return new JsonFields(changed.RootElement.Clone());
    }

    private static JsonFields? Of(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? new JsonFields(element) : null;

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
