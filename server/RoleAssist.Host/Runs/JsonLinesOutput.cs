using System.Text.Json;
using RoleAssist.Core.Runs;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Runs;

/// <summary>Prints one line of JSON for each item, as it ends.</summary>
internal sealed class JsonLinesOutput(IConsole console, ProgressLine progress) : IRunOutput
{
    private readonly JsonWriterOptions _options = CommandLineJson.WriterOptions(console, isIndented: false);
    private readonly OutputSpool _spool = new();

    public IItemOutput Open(RunItem item) => new SpooledItem(_spool);

    public void Close(RunResult result, IItemOutput? output) =>
        progress.Write(() =>
        {
            using (var stream = new EscapedJsonStream(console.Out))
            using (var json = new Utf8JsonWriter(stream, _options))
            {
                json.WriteStartObject();
                ResultJson.WriteItem(json, result);
                ResultJson.WriteResult(json, result);
                ResultJson.WriteStream(json, "stdout", output as SpooledItem, isError: false);
                ResultJson.WriteStream(json, "stderr", output as SpooledItem, isError: true);
                ResultJson.WriteDetails(json, result);
                json.WriteEndObject();
            }

            console.Out.Write('\n');
            (output as SpooledItem)?.Free();
        });

    public void CloseAccount(int account) { }

    public void Dispose() => _spool.Dispose();
}
