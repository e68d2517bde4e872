using RoleAssist.Core.Runs;

namespace RoleAssist.Host.Runs;

/// <summary>The output of one command, to be printed as a whole. Its space must be given back.</summary>
internal sealed class SpooledItem(OutputSpool spool) : IItemOutput
{
    /// <summary>Small output, as of most commands, stays in memory.</summary>
    private const int MaxInMemory = 8 * 1024;

    private readonly List<long> _blocks = [];
    private readonly List<Piece> _pieces = [];
    private readonly List<(bool IsError, byte[] Bytes)> _recent = [];
    private int _recentLength;

    /// <summary>How much of the last block is used.</summary>
    private int _used = OutputSpool.BlockSize;

    public void Write(bool isError, ReadOnlySpan<byte> bytes)
    {
        _recent.Add((isError, bytes.ToArray()));
        _recentLength += bytes.Length;
        if (_recentLength > MaxInMemory)
        {
            foreach (var recent in _recent)
            {
                Spool(recent.IsError, recent.Bytes);
            }

            _recent.Clear();
            _recentLength = 0;
        }
    }

    /// <summary>Reads all output in the order in which it was printed.</summary>
    public void Read(Action<bool, ReadOnlySpan<byte>> take) => Read(_ => true, take);

    /// <summary>Reads the output of one stream.</summary>
    public void Read(bool isError, Action<ReadOnlySpan<byte>> take) =>
        Read(isOfError => isOfError == isError, (_, bytes) => take(bytes));

    /// <summary>Gives the space back, after which there is no output any more.</summary>
    public void Free()
    {
        spool.Free(_blocks);
        _blocks.Clear();
        _pieces.Clear();
        _recent.Clear();
        _recentLength = 0;
        _used = OutputSpool.BlockSize;
    }

    private void Read(Func<bool, bool> isWanted, Action<bool, ReadOnlySpan<byte>> take)
    {
        var buffer = new byte[_pieces.Count > 0 ? OutputSpool.BlockSize : 0];
        foreach (var piece in _pieces.Where(piece => isWanted(piece.IsError)))
        {
            for (var done = 0; done < piece.Length; )
            {
                var read = spool.Read(piece.Place + done, buffer.AsSpan(0, piece.Length - done));
                if (read == 0)
                {
                    break;
                }

                take(piece.IsError, buffer.AsSpan(0, read));
                done += read;
            }
        }

        foreach (var (isError, bytes) in _recent.Where(recent => isWanted(recent.IsError)))
        {
            take(isError, bytes);
        }
    }

    private void Spool(bool isError, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_used == OutputSpool.BlockSize)
            {
                _blocks.Add(spool.Take());
                _used = 0;
            }

            var length = Math.Min(bytes.Length, OutputSpool.BlockSize - _used);
            spool.Write(_blocks[^1] + _used, bytes[..length]);
            Add(new Piece(isError, _blocks[^1] + _used, length));
            _used += length;
            bytes = bytes[length..];
        }
    }

    /// <summary>Continues the last piece if it can be, because many commands print a few bytes at a time.</summary>
    private void Add(Piece piece)
    {
        if (
            _used > 0
            && _pieces is [.., var last]
            && last.IsError == piece.IsError
            && last.Place + last.Length == piece.Place
        )
        {
            _pieces[^1] = last with { Length = last.Length + piece.Length };
        }
        else
        {
            _pieces.Add(piece);
        }
    }

    /// <summary>Some bytes of one stream, within a block.</summary>
    private readonly record struct Piece(bool IsError, long Place, int Length);
}
