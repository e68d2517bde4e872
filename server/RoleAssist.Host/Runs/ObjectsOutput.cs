using System.Text.Json;
using RoleAssist.Core.Runs;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Prints one JSON document with an object for each item: what its command printed as JSON, or the error. In PowerShell,
/// <c>ConvertFrom-Json</c> makes a table of it.
/// </summary>
internal sealed class ObjectsOutput : IRunOutput
{
    private readonly EscapedJsonStream _stream;
    private readonly Utf8JsonWriter _json;
    private readonly InOrder _items;

    public ObjectsOutput(IConsole console, ProgressLine progress)
    {
        _stream = new EscapedJsonStream(console.Out);
        _json = new Utf8JsonWriter(_stream, CommandLineJson.WriterOptions(console, isIndented: true));
        _items = new InOrder((result, output) => progress.Write(() => Print(result, output)));
        _json.WriteStartArray();
    }

    public IItemOutput Open(RunItem item) => _items.Open(item);

    public void Close(RunResult result, IItemOutput? output) => _items.Close(result, output);

    public void CloseAccount(int account) => _items.CloseAccount(account);

    public void Dispose()
    {
        _items.Dispose();
        _json.WriteEndArray();
        _json.Dispose();
        _stream.Dispose();
    }

    private void Print(RunResult result, SpooledItem? output)
    {
        var (printed, errors) = (new MemoryStream(), new MemoryStream());
        output?.Read((isError, bytes) => (isError ? errors : printed).Write(bytes));
        _json.WriteStartObject();
        ResultJson.WriteItem(_json, result);
        _json.WritePropertyName("value");
        WriteValue(printed.ToArray());
        _json.WriteString("error", ErrorOf(result, errors.ToArray()));
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>Writes what a command printed: its JSON, else its text; null for nothing.</summary>
    private void WriteValue(byte[] printed)
    {
        try
        {
            using var document = JsonDocument.Parse(printed.AsMemory().TrimStart("\uFEFF"u8.ToArray()));

            // Strings that stand for no text (half a surrogate pair) are found only as they are written.
            using (var probe = new Utf8JsonWriter(Stream.Null))
            {
                document.RootElement.WriteTo(probe);
            }

            document.RootElement.WriteTo(_json);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            _json.WriteStringValue(TextOf(printed));
        }
    }

    private static string? ErrorOf(RunResult result, byte[] errors) =>
        result.State == RunState.Ok ? null
        : TextOf(errors) is { } said ? $"{ResultText.Of(result)}: {said}"
        : result.Fault?.Message ?? ResultText.Of(result);

    private static string? TextOf(byte[] bytes) =>
        System.Text.Encoding.UTF8.GetString(bytes).Trim() is { Length: > 0 } text ? text : null;
}
