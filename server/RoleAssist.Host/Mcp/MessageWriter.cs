using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RoleAssist.Host.Mcp;

/// <summary>Writes messages, each as a whole line. Requests are answered from several threads.</summary>
internal sealed class MessageWriter(Stream output) : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SemaphoreSlim _turn = new(1);

    public Task ResultAsync(JsonElement id, Action<Utf8JsonWriter> writeResult) =>
        WriteAsync(json =>
        {
            WriteId(json, id);
            json.WriteStartObject("result");
            writeResult(json);
            json.WriteEndObject();
        });

    /// <param name="id">The ID of the request; null if it could not be read.</param>
    /// <param name="fault">The answer.</param>
    public Task ErrorAsync(JsonElement? id, McpException fault) =>
        WriteAsync(json =>
        {
            if (id is { } known)
            {
                WriteId(json, known);
            }

            json.WriteStartObject("error");
            json.WriteNumber("code", fault.Code);
            json.WriteString("message", fault.Message);
            if (fault.RequestedRevision is { } requested)
            {
                json.WriteStartObject("data");
                WriteTexts(json, "supported", Revisions.Stateless);
                json.WriteString("requested", requested);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });

    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    public void Dispose() => _turn.Dispose();

    private static void WriteId(Utf8JsonWriter json, JsonElement id)
    {
        json.WritePropertyName("id");
        id.WriteTo(json);
    }

    private async Task WriteAsync(Action<Utf8JsonWriter> write)
    {
        var message = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(message, Options))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            write(json);
            json.WriteEndObject();
        }

        message.Write("\n"u8);
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await output.WriteAsync(message.WrittenMemory).ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
