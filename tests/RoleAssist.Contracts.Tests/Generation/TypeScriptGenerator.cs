using System.Text.Json.Nodes;

namespace RoleAssist.Contracts.Tests.Generation;

/// <summary>
/// Emits the contract's TypeScript from its JSON Schema, formatted as Prettier would: types, method names, the params and
/// results of each method, and guards that validate notifications at run time.
/// </summary>
internal static class TypeScriptGenerator
{
    private const int LineWidth = 120;

    private const string EmptyObject = "Record<string, never>";

    private const string Header = """
        // Generated from server/RoleAssist.Contracts; do not edit. A test of tests/RoleAssist.Contracts.Tests compares it with
        // the C# code and rewrites it when UPDATE_CONTRACT=1 is set.
        import * as guard from './guards.ts';
        """;

    public static string Generate(JsonObject contract) =>
        string.Join(
            "\n\n",
            [
                Header.ReplaceLineEndings("\n"),
                Constant(
                    "Methods",
                    "The names of the methods.",
                    contract["methods"]!
                        .AsObject()
                        .Select(method => Property(method.Value!, $"{method.Value!["key"]}: '{method.Key}',"))
                ),
                .. contract["$defs"]!
                    .AsObject()
                    .Select(definition =>
                        definition.Key == nameof(ErrorCode)
                            ? ErrorCodes(definition.Value!, contract["errorCodes"]!.AsObject())
                            : Declaration(definition.Key, definition.Value!)
                    ),
                Interface(
                    "Requests",
                    "The params and the result of each request, by method.",
                    Methods(contract, "request").Select(method => Request(method.Key, method.Value!))
                ),
                Interface(
                    "Notifications",
                    "The params of each notification that the host sends, by method.",
                    HostNotifications(contract)
                        .Select(method => $"  readonly '{method.Key}': {ParamsOf(method.Value!)};")
                ),
                .. GuardedTypes(contract).Select(name => Guard(name, contract["$defs"]![name]!)),
                NotificationGuards(contract),
            ]
        ) + "\n";

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Methods(JsonObject contract, string kind) =>
        contract["methods"]!.AsObject().Where(method => (string?)method.Value!["kind"] == kind);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> HostNotifications(JsonObject contract) =>
        Methods(contract, "notification").Where(method => (string?)method.Value!["sentBy"] == "host");

    private static string Interface(string name, string description, IEnumerable<string> members) =>
        $"{Comment(description, "")}export interface {name} {{\n{string.Join('\n', members)}\n}}";

    private static string Request(string name, JsonNode method) =>
        $$"""
              readonly '{{name}}': {
                readonly params: {{ParamsOf(method)}};
                readonly result: {{TypeOf(method["result"]!)}};
              };
            """.ReplaceLineEndings("\n");

    private static string ParamsOf(JsonNode method) =>
        method["params"] is { } parameters ? TypeOf(parameters) : EmptyObject;

    /// <summary>Returns the types used in notifications, each after the types that it refers to.</summary>
    private static List<string> GuardedTypes(JsonObject contract)
    {
        var names = new List<string>();
        foreach (var method in HostNotifications(contract))
        {
            Visit(method.Value!["params"]!);
        }

        return names;

        void Visit(JsonNode? schema)
        {
            foreach (var reference in References(schema).Where(name => !names.Contains(name)))
            {
                Visit(contract["$defs"]![reference]);
                names.Add(reference);
            }
        }
    }

    /// <summary>Returns the names of the types that a schema refers to.</summary>
    private static IEnumerable<string> References(JsonNode? schema) =>
        schema switch
        {
            JsonObject node when node["$ref"] is { } reference => [SchemaGenerator.NameIn((string)reference!)],
            JsonObject node => node.SelectMany(member => References(member.Value)),
            JsonArray array => array.SelectMany(References),
            _ => [],
        };

    private static string Guard(string name, JsonNode definition)
    {
        var (kind, members) = definition["oneOf"] is JsonArray values
            ? ("oneOf", values.Select(value => $"{value!["const"]}: true"))
            : (
                "object",
                (definition["properties"]?.AsObject() ?? []).Select(property =>
                    $"{property.Key}: {MemberGuard(definition, property.Key, property.Value!)}"
                )
            );
        var lines = string.Concat(members.Select(member => $"\n  {member},"));
        return $"export const is{name}: guard.Guard<{name}> = guard.{kind}<{name}>({{{lines}{(lines.Length > 0 ? "\n" : "")}}});";
    }

    private static string MemberGuard(JsonNode owner, string name, JsonNode schema)
    {
        var type = GuardOf(schema);
        return IsRequired(owner, name) ? type : $"guard.optional({NonNullable(type)})";
    }

    private static string GuardOf(JsonNode schema) =>
        schema switch
        {
            JsonObject when schema["$ref"] is { } reference => $"is{SchemaGenerator.NameIn((string)reference!)}",
            JsonObject when schema["anyOf"] is JsonArray choices => $"guard.nullable({GuardOf(choices[0]!)})",
            JsonObject when schema["type"] is JsonArray types =>
                $"guard.nullable({NamedGuard((string)types[0]!, schema)})",
            _ => NamedGuard((string)schema["type"]!, schema),
        };

    private static string NamedGuard(string type, JsonNode schema) =>
        type switch
        {
            "string" or "boolean" => $"guard.{type}",
            "integer" or "number" => "guard.number",
            "array" => $"guard.array({GuardOf(schema["items"]!)})",
            "object" when schema["additionalProperties"] is JsonObject values => $"guard.record({GuardOf(values)})",
            _ => throw new NotSupportedException($"The generator has no guard for {schema.ToJsonString()}."),
        };

    private static string NonNullable(string guard)
    {
        const string Prefix = "guard.nullable(";
        return guard.StartsWith(Prefix, StringComparison.Ordinal) ? guard[Prefix.Length..^1] : guard;
    }

    private static string NotificationGuards(JsonObject contract)
    {
        var guards = HostNotifications(contract)
            .Select(method => $"  '{method.Key}': {GuardOf(method.Value!["params"]!)},");
        return $$"""
            {{Comment(
                "The guards of the params of each notification, by method.",
                ""
            )}}export const notificationGuards: {
              readonly [M in keyof Notifications]: guard.Guard<Notifications[M]>;
            } = {
            {{string.Join('\n', guards)}}
            };
            """.ReplaceLineEndings(
            "\n"
        );
    }

    /// <summary>
    /// Emits the numeric error codes by name. The type of the same name holds the names, as in <c>error.data</c>.
    /// </summary>
    private static string ErrorCodes(JsonNode definition, JsonObject numbers) =>
        Constant(
            nameof(ErrorCode),
            (string)definition["description"]!,
            definition["oneOf"]!
                .AsArray()
                .Select(code => Property(code!, $"{code!["const"]}: {numbers[(string)code["const"]!]},"))
        ) + $"\n\nexport type {nameof(ErrorCode)} = keyof typeof {nameof(ErrorCode)};";

    private static string Constant(string name, string description, IEnumerable<string> properties) =>
        $"{Comment(description, "")}export const {name} = {{\n{string.Join('\n', properties)}\n}} as const;";

    private static string Declaration(string name, JsonNode definition) =>
        Comment((string?)definition["description"], "")
        + definition switch
        {
            JsonObject when definition["oneOf"] is JsonArray values =>
                $"export type {name} =\n{string.Join('\n', values.Select(value => Property(value!, $"| '{value!["const"]}'")))};",
            JsonObject when definition["properties"] is JsonObject properties =>
                $"export interface {name} {{\n{string.Join('\n', properties.Select(property => Member(definition, property.Key, property.Value!)))}\n}}",
            _ => $"export type {name} = {EmptyObject};",
        };

    /// <summary>The serializer omits optional members instead of writing null.</summary>
    private static string Member(JsonNode owner, string name, JsonNode schema)
    {
        var type = TypeOf(schema);
        return Property(
            schema,
            IsRequired(owner, name)
                ? $"readonly {name}: {type};"
                : $"readonly {name}?: {type.Replace(" | null", "", StringComparison.Ordinal)};"
        );
    }

    private static bool IsRequired(JsonNode owner, string name) =>
        owner["required"]?.AsArray().Any(member => (string?)member == name) == true;

    private static string TypeOf(JsonNode schema) =>
        schema switch
        {
            JsonObject when schema["$ref"] is { } reference => SchemaGenerator.NameIn((string)reference!),
            JsonObject when schema["anyOf"] is JsonArray choices => string.Join(
                " | ",
                choices.Select(choice => TypeOf(choice!))
            ),
            JsonObject when schema["type"] is JsonArray types => string.Join(
                " | ",
                types.Select(type => Named((string)type!, schema))
            ),
            _ => Named((string)schema["type"]!, schema),
        };

    private static string Named(string type, JsonNode schema) =>
        type switch
        {
            "string" or "boolean" or "null" => type,
            "integer" or "number" => "number",
            "array" => $"readonly {TypeOf(schema["items"]!)}[]",
            "object" when schema["additionalProperties"] is JsonObject values =>
                $"Readonly<Record<string, {TypeOf(values)}>>",
            _ => throw new NotSupportedException($"The generator has no TypeScript for {schema.ToJsonString()}."),
        };

    private static string Property(JsonNode schema, string text) =>
        $"{Comment((string?)schema["description"], "  ")}  {text}";

    /// <summary>Formats a JSDoc comment, on one line if it fits.</summary>
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
