using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace RoleAssist.Contracts.Tests.Generation;

/// <summary>
/// Describes the wire as JSON Schema: the types as the serializer exports them, with descriptions, under
/// <c>$defs</c>, followed by the methods and the numeric error codes.
/// https://json-schema.org/draft/2020-12/json-schema-core
/// </summary>
internal sealed class SchemaGenerator
{
    private const string Definitions = "#/$defs/";

    private static readonly JsonSerializerOptions Wire = WireJsonContext.Default.Options;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject _definitions = [];
    private readonly JsonSchemaExporterOptions _exporter;

    private SchemaGenerator() =>
        _exporter = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };

    public static JsonObject Generate()
    {
        var generator = new SchemaGenerator();
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "RoleAssist's wire",
            ["description"] =
                $"Generated from server/RoleAssist.Contracts. {XmlDocumentation.OfType(typeof(IRoleAssistServer))}",
            ["methods"] = new JsonObject(WireMethod.All.Select(generator.Describe)),
            ["errorCodes"] = new JsonObject(
                Enum.GetValues<ErrorCode>().Select(code => KeyValuePair.Create(code.ToString(), (JsonNode?)(int)code))
            ),
            ["errorData"] = generator.Refer(typeof(ErrorData)),
            ["$defs"] = generator._definitions,
        };
    }

    public static string ToText(JsonObject contract) => contract.ToJsonString(Readable) + "\n";

    /// <summary>Returns the name of the definition that a reference points to.</summary>
    public static string NameIn(string reference) => reference[Definitions.Length..];

    private KeyValuePair<string, JsonNode?> Describe(WireMethod method)
    {
        var description = new JsonObject
        {
            ["key"] = method.Key,
            ["kind"] = method.IsNotification ? "notification" : "request",
            ["sentBy"] = method.IsSentByHost ? "host" : "client",
        };
        Explain(description, XmlDocumentation.OfMethod(method.Declaration));
        if (method.Params is [{ } parameters])
        {
            description["params"] = Refer(parameters);
        }

        if (!method.IsNotification)
        {
            description["result"] = method.Result is { } result ? Refer(result) : new JsonObject { ["type"] = "null" };
        }

        return KeyValuePair.Create(method.Name, (JsonNode?)description);
    }

    private JsonObject Refer(Type type)
    {
        if (!_definitions.ContainsKey(type.Name))
        {
            // Added before the export, which adds the types it refers to.
            _definitions[type.Name] = null;
            _definitions[type.Name] = Wire.GetJsonSchemaAsNode(type, _exporter);
        }

        return new JsonObject { ["$ref"] = Definitions + type.Name };
    }

    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode exported)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var ours = type.Assembly == typeof(WireJsonContext).Assembly;
        var schema = exported.AsObject();
        if (!context.Path.IsEmpty)
        {
            schema = ours ? Refer(type, context.PropertyInfo?.IsGetNullable == true) : schema;
        }
        else if (type.IsEnum)
        {
            schema = new JsonObject
            {
                ["oneOf"] = new JsonArray([
                    .. Enum.GetValues(type).Cast<Enum>().Select(value => DescribeValue(type, value)),
                ]),
            };
        }

        // `required` already shows that the member is optional; a default of null adds nothing.
        if (schema["default"] is null)
        {
            schema.Remove("default");
        }

        return Explain(
            schema,
            context.PropertyInfo is { } property ? XmlDocumentation.OfProperty(property.DeclaringType, property.Name)
                : context.Path.IsEmpty ? XmlDocumentation.OfType(type)
                : null
        );
    }

    private JsonObject Refer(Type type, bool nullable) =>
        nullable
            ? new JsonObject { ["anyOf"] = new JsonArray(Refer(type), new JsonObject { ["type"] = "null" }) }
            : Refer(type);

    private static JsonObject DescribeValue(Type type, Enum value) =>
        Explain(
            new JsonObject { ["const"] = JsonSerializer.SerializeToNode(value, Wire.GetTypeInfo(type)) },
            XmlDocumentation.OfEnumMember(type, value.ToString())
        );

    private static JsonObject Explain(JsonObject schema, string? description)
    {
        if (description is not null)
        {
            schema.Insert(0, "description", description);
        }

        return schema;
    }
}
