using RoleAssist.Core.Accounts;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>Records what a selection tells.</summary>
internal sealed class SelectionNotes : ISelectionObserver
{
    private readonly List<string> _notes = [];
    private readonly List<(int, int)> _progress = [];

    public IReadOnlyList<string> Notes => _notes;

    public IReadOnlyList<(int Done, int Total)> Progress => _progress;

    public void Note(string note) => _notes.Add(note);

    public void TagsRead(int done, int total)
    {
        lock (_progress)
        {
            _progress.Add((done, total));
        }
    }
}
