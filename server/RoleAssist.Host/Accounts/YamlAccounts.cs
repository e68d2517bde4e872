using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RoleAssist.Host.Accounts;

/// <summary>
/// Reads YAML as the same tree that JSON has. Every scalar is text: an ID with a leading zero would be an octal number
/// in YAML 1.1.
/// </summary>
internal static class YamlAccounts
{
    private const int MaxDepth = 32;

    /// <exception cref="FormatException">
    /// No valid YAML, a mapping has a key twice, or it uses aliases, which can expand without end.
    /// </exception>
    public static JsonNode? Read(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return null;
            }

            var node = Node(parser, 0);
            parser.Consume<DocumentEnd>();
            return parser.TryConsume<StreamEnd>(out _)
                ? node
                : throw new FormatException("it has more than one document");
        }
        catch (YamlException fault)
        {
            throw new FormatException($"line {fault.Start.Line}: {fault.Message}", fault);
        }
    }

    private static JsonNode? Node(Parser parser, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException("it is nested too deeply");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" }
                ? null
                : JsonValue.Create(scalar.Value);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                list.Add(Node(parser, depth + 1));
            }

            return list;
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            var fields = new JsonObject();
            var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Consume<Scalar>();
                if (!known.Add(key.Value.Trim()))
                {
                    throw new FormatException($"line {key.Start.Line} has '{key.Value}' a second time");
                }

                fields[key.Value] = Node(parser, depth + 1);
            }

            return fields;
        }

        throw new FormatException("aliases are not supported");
    }
}
