using System.Text.Json.Nodes;

namespace RoleAssist.Contracts.Tests.Generation;

/// <summary>Creates messages from the schema, so that new types and members are tested automatically.</summary>
internal sealed class SampleMessage(bool full)
{
    private static readonly JsonObject Types = SchemaGenerator.Generate()["$defs"]!.AsObject();

    /// <summary>Contains every member.</summary>
    public static JsonObject Full(Type type) => new SampleMessage(full: true).Of(Types[type.Name]!)!.AsObject();

    /// <summary>Contains only required members; nullable ones are null.</summary>
    public static JsonObject Least(Type type) => new SampleMessage(full: false).Of(Types[type.Name]!)!.AsObject();

    public static IEnumerable<string> RequiredMembers(Type type) =>
        Types[type.Name]!["required"]?.AsArray().Select(name => (string)name!) ?? [];

    private JsonNode? Of(JsonNode schema)
    {
        if (schema["$ref"] is { } reference)
        {
            return Of(Types[SchemaGenerator.NameIn((string)reference!)]!);
        }

        if (schema["oneOf"] is JsonArray values)
        {
            return values[^1]!["const"]!.DeepClone();
        }

        if (schema["anyOf"] is JsonArray choices)
        {
            return full ? Of(choices[0]!) : null;
        }

        return schema["type"] is not JsonArray types ? Named((string)schema["type"]!, schema)
            : full ? Named((string)types[0]!, schema)
            : null;
    }

    private JsonNode Named(string type, JsonNode schema) =>
        type switch
        {
            "string" when (string?)schema["format"] == "date-time" => "2026-11-24T15:00:00+00:00",
            "string" => "text",
            "integer" => 7,
            "number" => 7.5,
            "boolean" => true,
            "array" => new JsonArray(Of(schema["items"]!)),
            "object" when schema["additionalProperties"] is JsonObject value => new JsonObject { ["key"] = Of(value) },
            "object" => Members(schema),
            _ => throw new NotSupportedException($"There is no sample of {schema.ToJsonString()}."),
        };

    private JsonObject Members(JsonNode schema)
    {
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        return new JsonObject(
            (schema["properties"]?.AsObject() ?? [])
                .Where(property => full || required.Contains(property.Key))
                .Select(property => KeyValuePair.Create(property.Key, Of(property.Value!)))
        );
    }
}
