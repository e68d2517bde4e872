using System.Text;
using System.Text.Json;

namespace RoleAssist.Core.TrustPolicies.Json;

/// <summary>Reads JSON (RFC 8259) into values with positions. Bad input is a result, not an exception.</summary>
internal sealed class JsonSourceReader
{
    private const char ByteOrderMark = '\uFEFF';
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };
    private static readonly JsonReaderOptions WithComments = Strict with
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly TextPositions _positions;

    private JsonSourceReader(ReadOnlyMemory<byte> text) => _positions = new TextPositions(text);

    /// <summary>The maximum nesting depth, far above what IAM and CloudFormation accept.</summary>
    public const int MaxDepth = 64;

    /// <param name="allowComments">Whether to skip comments and trailing commas, as editors do in some JSON files.</param>
    /// <returns>The value, or null with the place and kind of the first error.</returns>
    public static SourceNode? Read(string text, out JsonFault? fault, bool allowComments = false)
    {
        // Editors do not count a byte order mark as a column.
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart(ByteOrderMark));
        var source = new JsonSourceReader(bytes);
        var reader = new Utf8JsonReader(bytes, allowComments ? WithComments : Strict);
        try
        {
            reader.Read();
            var root = source.ReadValue(ref reader, new SourcePlace(source.TokenOf(ref reader), null, ""));

            // Throws if something follows the value.
            reader.Read();
            fault = null;
            return root;
        }
        catch (JsonException exception)
        {
            var (line, column) = new TextPositions(bytes).At(OffsetOf(exception, bytes));
            fault = new JsonFault(
                new SourcePlace(new SourceToken(line, column, column + 1), null, ""),
                reader.CurrentDepth >= MaxDepth
            );
            return null;
        }
    }

    /// <summary>Returns the byte offset of an error, which the exception has as a line and the bytes in it.</summary>
    private static long OffsetOf(JsonException exception, ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            start += bytes[start..].IndexOf((byte)'\n') + 1;
        }

        return start + (exception.BytePositionInLine ?? 0);
    }

    private SourceToken TokenOf(ref Utf8JsonReader reader)
    {
        var quotes = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0;
        var (line, column) = _positions.At(reader.TokenStartIndex);
        var (_, end) = _positions.At(reader.TokenStartIndex + reader.ValueSpan.Length + quotes);
        return new SourceToken(line, column, end);
    }

    private SourceNode ReadValue(ref Utf8JsonReader reader, SourcePlace place) =>
        reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, place),
            JsonTokenType.StartArray => ReadArray(ref reader, place),
            JsonTokenType.String => new SourceNode(JsonTokenType.String, ReadText(ref reader), place, [], []),
            var kind => new SourceNode(kind, Encoding.UTF8.GetString(reader.ValueSpan), place, [], []),
        };

    private SourceNode ReadObject(ref Utf8JsonReader reader, SourcePlace place)
    {
        var members = new List<SourceMember>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadText(ref reader);
            var namePlace = place.Member(name, TokenOf(ref reader));
            reader.Read();
            var value = ReadValue(ref reader, place.Member(name, TokenOf(ref reader)));
            members.Add(new SourceMember(name, namePlace, value));
        }

        return new SourceNode(JsonTokenType.StartObject, "", place, members, []);
    }

    private SourceNode ReadArray(ref Utf8JsonReader reader, SourcePlace place)
    {
        var items = new List<SourceNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader, place.Item(items.Count, TokenOf(ref reader))));
        }

        return new SourceNode(JsonTokenType.StartArray, "", place, [], items);
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate, which is valid JSON but no text. The escape is shown as it is written.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}

/// <summary>Why a text is not read as JSON.</summary>
internal sealed record JsonFault(SourcePlace Place, bool IsTooDeep);
