using RoleAssist.Core.Accounts;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.CommandLine;

/// <summary>Tells on stderr how far a selection is, and what it left out.</summary>
/// <param name="console">The console.</param>
/// <param name="isQuiet">Whether to tell nothing.</param>
internal sealed class SelectionProgress(IConsole console, bool isQuiet) : ISelectionObserver
{
    private const string Erase = "\r\e[2K";

    /// <summary>Fewer than these are read before anyone wonders.</summary>
    private const int Step = 20;

    private readonly Lock _lock = new();

    public void Note(string note)
    {
        if (!isQuiet)
        {
            console.Error.WriteLine(DisplayText.Sentence($"note: {note}"));
        }
    }

    public void TagsRead(int done, int total)
    {
        if (isQuiet || console.Progress is not { } terminal || (done % Step > 0 && done < total))
        {
            return;
        }

        lock (_lock)
        {
            terminal.Write(done < total ? $"{Erase}Reading tags: {done} of {total} accounts" : Erase);
        }
    }
}
