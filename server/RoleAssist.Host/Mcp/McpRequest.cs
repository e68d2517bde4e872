using System.Text.Json;
using System.Text.Unicode;

namespace RoleAssist.Host.Mcp;

/// <summary>A message of a client.</summary>
/// <param name="Id">The ID as the client wrote it; null for a notification.</param>
/// <param name="Method">The method.</param>
/// <param name="Params">The params object; undefined if there is none.</param>
internal sealed record McpRequest(JsonElement? Id, string Method, JsonElement Params)
{
    private const string Meta = "_meta";
    private const string RevisionKey = "io.modelcontextprotocol/protocolVersion";
    private const string CapabilitiesKey = "io.modelcontextprotocol/clientCapabilities";
    private const string ClientKey = "io.modelcontextprotocol/clientInfo";

    /// <summary>Gets the revision that the request itself names; null in a session.</summary>
    public string? Revision => Text(Member(Member(Params, Meta), RevisionKey));

    /// <summary>Whether the answer is for a client that has no session.</summary>
    public bool IsStateless => Revision is not null;

    /// <summary>Gets the ID as text, which tells the number 1 from the word "1".</summary>
    public string? Key => Id?.GetRawText();

    /// <summary>Gets the name and version that the client gives itself, in either way.</summary>
    public (string? Name, string? Version) Client
    {
        get
        {
            var client =
                Method == "initialize" ? Member(Params, "clientInfo") : Member(Member(Params, Meta), ClientKey);
            return (Text(Member(client, "name")), Text(Member(client, "version")));
        }
    }

    /// <summary>Reads a message. Null is a response, which a server without requests ignores.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="McpException">It is JSON, but no message. It then has no ID that could be answered.</exception>
    public static McpRequest? Parse(ReadOnlyMemory<byte> line)
    {
        // The parser leaves it to whoever reads a text to find that it is none.
        if (!Utf8.IsValid(line.Span))
        {
            throw new JsonException("The line is no UTF-8.");
        }

        using var document = JsonDocument.Parse(line);
        var message = document.RootElement;
        if (message.ValueKind == JsonValueKind.Array)
        {
            throw Invalid("Batches are not supported. Send one message a line.");
        }

        if (message.ValueKind != JsonValueKind.Object || Text(Member(message, "jsonrpc")) != "2.0")
        {
            throw Invalid("This is not a message of JSON-RPC 2.0.");
        }

        if (Text(Member(message, "method")) is not { } method)
        {
            return Member(message, "result") is not null || Member(message, "error") is not null
                ? null
                : throw Invalid("The message has no method.");
        }

        var id = Member(message, "id");
        if (id is { } given && !IsId(given))
        {
            throw Invalid("The ID must be a word or a whole number.");
        }

        // Half a character cannot be written back. Reading it says so now.
        _ = Text(id);

        var parameters = Member(message, "params");
        return new McpRequest(id?.Clone(), method, parameters?.Clone() ?? default);
    }

    /// <summary>Returns a member of the params; null if there is none.</summary>
    public JsonElement? Param(string name) => Member(Params, name);

    /// <summary>Throws unless the request is complete and of a revision that is spoken.</summary>
    public void Require()
    {
        if (Params.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            throw new McpException(McpException.InvalidParams, "The params must be an object.");
        }

        if (!IsText(Params))
        {
            throw new McpException(McpException.InvalidParams, "The params contain half a character.");
        }

        if (Revision is not { } revision)
        {
            return;
        }

        if (!Revisions.Stateless.Contains(revision))
        {
            throw new McpException(McpException.UnsupportedRevision, "Unsupported protocol version")
            {
                RequestedRevision = revision,
            };
        }

        if (Member(Member(Params, Meta), CapabilitiesKey) is not { ValueKind: JsonValueKind.Object })
        {
            throw new McpException(McpException.InvalidParams, $"_meta lacks {CapabilitiesKey}.");
        }
    }

    public static string? Text(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Whether all texts and names are texts: <c>"\ud800"</c> is JSON, but half a character.</summary>
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.Object => value
                    .EnumerateObject()
                    .All(member => member.Name is not null && IsText(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonElement? Member(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } member && member.TryGetProperty(name, out var found)
            ? found
            : null;

    private static bool IsId(JsonElement id) =>
        id.ValueKind == JsonValueKind.String || (id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out _));

    private static McpException Invalid(string message) => new(McpException.InvalidRequest, message);
}
