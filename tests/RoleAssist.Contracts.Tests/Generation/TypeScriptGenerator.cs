using System.Text.Json.Nodes;

namespace RoleAssist.Contracts.Tests.Generation;

/// <summary>Says in TypeScript what the schema says, in the form that Prettier gives it.</summary>
internal static class TypeScriptGenerator
{
    private const int LineWidth = 120;

    private const string Header = """
        // Generated from server/RoleAssist.Contracts; do not edit. A test of tests/RoleAssist.Contracts.Tests compares it with
        // the C# code and rewrites it when UPDATE_CONTRACT=1 is set.
        """;

    public static string Generate(JsonObject contract) => string.Join("\n\n",
    [
        Header.ReplaceLineEndings("\n"),
        Constant("Methods", "The names of the methods.", contract["methods"]!.AsObject()
            .Select(method => Property(method.Value!, $"{method.Value!["key"]}: '{method.Key}',"))),
        .. contract["$defs"]!.AsObject().Select(definition => definition.Key == nameof(ErrorCode)
            ? ErrorCodes(definition.Value!, contract["errorCodes"]!.AsObject())
            : Declaration(definition.Key, definition.Value!)),
    ]) + "\n";

    /// <summary>The numbers by the names. The type of the same name is the names, as they stand in an error's data.</summary>
    private static string ErrorCodes(JsonNode definition, JsonObject numbers) =>
        Constant(nameof(ErrorCode), (string)definition["description"]!, definition["oneOf"]!.AsArray()
            .Select(code => Property(code!, $"{code!["const"]}: {numbers[(string)code["const"]!]},")))
        + $"\n\nexport type {nameof(ErrorCode)} = keyof typeof {nameof(ErrorCode)};";

    private static string Constant(string name, string description, IEnumerable<string> properties) =>
        $"{Comment(description, "")}export const {name} = {{\n{string.Join('\n', properties)}\n}} as const;";

    private static string Declaration(string name, JsonNode definition) => Comment((string?)definition["description"], "") + definition switch
    {
        JsonObject when definition["oneOf"] is JsonArray values =>
            $"export type {name} =\n{string.Join('\n', values.Select(value => Property(value!, $"| '{value!["const"]}'")))};",
        JsonObject when definition["properties"] is JsonObject properties =>
            $"export interface {name} {{\n{string.Join('\n', properties.Select(property => Member(definition, property.Key, property.Value!)))}\n}}",
        _ => $"export type {name} = Record<string, never>;",
    };

    /// <summary>What may be absent is absent rather than null.</summary>
    private static string Member(JsonNode owner, string name, JsonNode schema)
    {
        var required = owner["required"]?.AsArray().Any(member => (string?)member == name) == true;
        var type = TypeOf(schema);
        return Property(schema, required ? $"readonly {name}: {type};" : $"readonly {name}?: {type.Replace(" | null", "", StringComparison.Ordinal)};");
    }

    private static string TypeOf(JsonNode schema) => schema switch
    {
        JsonObject when schema["$ref"] is { } reference => SchemaGenerator.NameIn((string)reference!),
        JsonObject when schema["anyOf"] is JsonArray choices => string.Join(" | ", choices.Select(choice => TypeOf(choice!))),
        JsonObject when schema["type"] is JsonArray types => string.Join(" | ", types.Select(type => Named((string)type!, schema))),
        _ => Named((string)schema["type"]!, schema),
    };

    private static string Named(string type, JsonNode schema) => type switch
    {
        "string" or "boolean" or "null" => type,
        "integer" or "number" => "number",
        "array" => $"readonly {TypeOf(schema["items"]!)}[]",
        "object" when schema["additionalProperties"] is JsonObject values => $"Readonly<Record<string, {TypeOf(values)}>>",
        _ => throw new NotSupportedException($"The generator has no TypeScript for {schema.ToJsonString()}."),
    };

    private static string Property(JsonNode schema, string text) => $"{Comment((string?)schema["description"], "  ")}  {text}";

    /// <summary>A JSDoc comment, on one line where it fits.</summary>
    private static string Comment(string? text, string indent)
    {
        if (text is null)
        {
            return "";
        }

        var line = $"{indent}/** {text} */\n";
        return line.Length <= LineWidth + 1
            ? line
            : $"{indent}/**\n{string.Concat(Wrap(text, LineWidth - indent.Length - " * ".Length).Select(part => $"{indent} * {part}\n"))}{indent} */\n";
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
