using RoleAssist.Core.Runs;

namespace RoleAssist.Host.Runs;

/// <summary>The output of one command, to be printed as a whole.</summary>
internal sealed class SpooledItem(OutputSpool spool) : IItemOutput
{
    /// <summary>Small output, as of most commands, stays in memory.</summary>
    private const int MaxInMemory = 8 * 1024;

    private readonly List<OutputSpool.Piece> _pieces = [];
    private readonly List<(bool IsError, byte[] Bytes)> _recent = [];
    private int _recentLength;

    public void Write(bool isError, ReadOnlySpan<byte> bytes)
    {
        _recent.Add((isError, bytes.ToArray()));
        _recentLength += bytes.Length;
        if (_recentLength > MaxInMemory)
        {
            _pieces.AddRange(_recent.Select(piece => spool.Append(piece.IsError, piece.Bytes)));
            _recent.Clear();
            _recentLength = 0;
        }
    }

    /// <summary>Reads all output in the order in which it was printed.</summary>
    public void Read(Action<bool, ReadOnlySpan<byte>> take)
    {
        foreach (var piece in _pieces)
        {
            spool.Read(piece, bytes => take(piece.IsError, bytes));
        }

        foreach (var (isError, bytes) in _recent)
        {
            take(isError, bytes);
        }
    }
}
