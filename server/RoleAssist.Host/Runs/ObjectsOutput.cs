using System.Text;
using System.Text.Json;
using RoleAssist.Core.Runs;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Prints one JSON document with an object for each item: what its command printed as JSON, or the error. In PowerShell,
/// <c>ConvertFrom-Json</c> makes a table of it. Each object is complete before any of it is printed, so that the
/// document is valid whatever a command prints.
/// </summary>
internal sealed class ObjectsOutput(IConsole console, ProgressLine progress) : IRunOutput
{
    /// <summary>An object is in memory as a whole; more than this is for files.</summary>
    internal const int MaxValue = 16 * 1024 * 1024;

    /// <summary>The end of what a failed command has said: that is where the reason stands.</summary>
    private const int MaxError = 64 * 1024;

    private const int PieceSize = 64 * 1024;

    private readonly JsonWriterOptions _options = CommandLineJson.WriterOptions(console, isIndented: true);
    private InOrder? _items;
    private string _before = "[";

    private InOrder Items =>
        LazyInitializer.EnsureInitialized(
            ref _items,
            () => new InOrder((result, output) => progress.Write(() => Print(result, output)))
        );

    public IItemOutput Open(RunItem item) => Items.Open(item);

    public void Close(RunResult result, IItemOutput? output) => Items.Close(result, output);

    public void CloseAccount(int account) => Items.CloseAccount(account);

    public void Dispose()
    {
        _items?.Dispose();
        progress.Write(() => console.Out.Write(_before == "[" ? "[]\n" : "\n]\n"));
    }

    private void Print(RunResult result, SpooledItem? output)
    {
        var json = ToJson(result, output);
        console.Out.Write($"{_before}\n");
        _before = ",";
        using var stream = new EscapedJsonStream(console.Out);
        json.Position = 0;
        json.CopyTo(stream, PieceSize);
    }

    private MemoryStream ToJson(RunResult result, SpooledItem? output)
    {
        try
        {
            var (value, isCut) = Start(output, MaxValue);
            var said = TextOf(End(output));
            return isCut
                ? ToJson(result, null, $"The output is larger than {MaxValue >> 20} MB: use --output files:DIR.")
                : ToJson(result, value, ErrorOf(result, said));
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or InvalidOperationException)
        {
            return ToJson(result, null, $"The output cannot be shown: {fault.Message}");
        }
    }

    private MemoryStream ToJson(RunResult result, byte[]? value, string? error)
    {
        var text = new MemoryStream();
        using var json = new Utf8JsonWriter(text, _options);
        json.WriteStartObject();
        ResultJson.WriteItem(json, result);
        json.WritePropertyName("value");
        WriteValue(json, value ?? []);
        json.WriteString("error", error);
        json.WriteEndObject();
        return text;
    }

    /// <summary>Writes what a command printed: its JSON, else its text; null for nothing.</summary>
    private static void WriteValue(Utf8JsonWriter json, byte[] printed)
    {
        try
        {
            using var document = JsonDocument.Parse(printed.AsMemory().TrimStart("\uFEFF"u8.ToArray()));

            // Strings that stand for no text (half a surrogate pair) are found only as they are written.
            using (var probe = new Utf8JsonWriter(Stream.Null))
            {
                document.RootElement.WriteTo(probe);
            }

            document.RootElement.WriteTo(json);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            json.WriteStringValue(TextOf(printed));
        }
    }

    private static (byte[] Bytes, bool IsCut) Start(SpooledItem? output, int most)
    {
        var (kept, isCut) = (new MemoryStream(), false);
        output?.Read(
            isError: false,
            bytes =>
            {
                isCut |= kept.Length + bytes.Length > most;
                kept.Write(isCut ? [] : bytes);
            }
        );
        return (kept.ToArray(), isCut);
    }

    private static byte[] End(SpooledItem? output)
    {
        var kept = new List<byte>();
        output?.Read(
            isError: true,
            bytes =>
            {
                kept.AddRange(bytes);
                kept.RemoveRange(0, Math.Max(0, kept.Count - MaxError));
            }
        );
        return [.. kept];
    }

    private static string? ErrorOf(RunResult result, string? said) =>
        result.State == RunState.Ok ? null
        : said is not null ? $"{ResultText.Of(result)}: {said}"
        : result.Fault?.Message ?? ResultText.Of(result);

    private static string? TextOf(byte[] bytes) =>
        Encoding.UTF8.GetString(bytes).Trim() is { Length: > 0 } text ? text : null;
}
