using RoleAssist.Core.Runs;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Runs;

/// <summary>Prints the output of each command as a whole, unchanged, below a line that names it.</summary>
internal sealed class GroupOutput(IConsole console, ProgressLine progress) : IRunOutput
{
    private readonly InOrder _items = new((result, output) => progress.Write(() => Print(console, result, output)));

    public IItemOutput Open(RunItem item) => _items.Open(item);

    public void Close(RunResult result, IItemOutput? output) => _items.Close(result, output);

    public void CloseAccount(int account) => _items.CloseAccount(account);

    public void Dispose() => _items.Dispose();

    private static void Print(IConsole console, RunResult result, SpooledItem? output)
    {
        console.Out.WriteLine($"== {ItemLabel.Of(result.Item)} ({ResultText.Of(result)})");
        var endsLine = true;
        output?.Read(
            (isError, bytes) =>
            {
                (isError ? console.RawError : console.RawOut).Write(bytes);
                endsLine = isError ? endsLine : bytes is [.., (byte)'\n'];
            }
        );
        if (!endsLine)
        {
            console.Out.WriteLine();
        }
    }
}
