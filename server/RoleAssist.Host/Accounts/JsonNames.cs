using System.Text;
using System.Text.Json;

namespace RoleAssist.Host.Accounts;

/// <summary>
/// Names of JSON objects must be unique (RFC 8259, section 4), here also where only their case differs: of two values,
/// one would be ignored.
/// </summary>
internal static class JsonNames
{
    /// <param name="text">One document, or several, one a line.</param>
    /// <param name="options">How documents are read.</param>
    /// <exception cref="FormatException">An object has two members of one name; the message names the line.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static void RequireUnique(string text, JsonDocumentOptions options)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(
            bytes,
            new JsonReaderOptions
            {
                AllowMultipleValues = true,
                AllowTrailingCommas = options.AllowTrailingCommas,
                CommentHandling = options.CommentHandling,
                MaxDepth = options.MaxDepth,
            }
        );
        var open = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(new HashSet<string>(StringComparer.OrdinalIgnoreCase));
                    break;
                case JsonTokenType.EndObject:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when !open.Peek().Add(reader.GetString()!.Trim()):
                    var line = bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1;
                    throw new FormatException($"line {line} has '{reader.GetString()}' a second time");
            }
        }
    }
}
