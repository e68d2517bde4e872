using System.Text;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Prints each line as it comes, behind the name of its account. Lines of different commands are never mixed. What would
/// control the terminal is shown instead.
/// </summary>
/// <param name="console">The console.</param>
/// <param name="progress">The line that must not be in between.</param>
/// <param name="width">The width of names, so that the output stands in one column; longer ones stand out.</param>
internal sealed class PrefixOutput(IConsole console, ProgressLine progress, int width = 0) : IRunOutput
{
    public IItemOutput Open(RunItem item) => new ItemOutput(this, ItemLabel.Of(item).PadRight(width));

    public void Close(RunResult result, IItemOutput? output) => (output as ItemOutput)?.Flush();

    public void CloseAccount(int account) { }

    public void Dispose() { }

    private void Print(bool isError, string label, ReadOnlySpan<byte> line)
    {
        var text = $"{label} | {DisplayText.Line(Encoding.UTF8.GetString(line))}";
        progress.Write(() => (isError ? console.Error : console.Out).WriteLine(text));
    }

    private sealed class ItemOutput(PrefixOutput output, string label) : IItemOutput
    {
        private readonly LineSplitter _lines = new(line => output.Print(isError: false, label, line));
        private readonly LineSplitter _errors = new(line => output.Print(isError: true, label, line));

        public void Write(bool isError, ReadOnlySpan<byte> bytes) => (isError ? _errors : _lines).Write(bytes);

        public void Flush()
        {
            _lines.Flush();
            _errors.Flush();
        }
    }
}
