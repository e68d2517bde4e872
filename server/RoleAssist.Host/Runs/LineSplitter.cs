using System.Runtime.InteropServices;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Cuts a stream of bytes into lines. A line without end is cut where it becomes longer than a limit, so that memory
/// stays bounded.
/// </summary>
/// <param name="take">Takes a line without its end.</param>
internal sealed class LineSplitter(LineSplitter.TakeLine take)
{
    private const int MaxLine = 64 * 1024;

    private readonly List<byte> _rest = [];

    public delegate void TakeLine(ReadOnlySpan<byte> line);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Take(bytes[..end]);
            bytes = bytes[(end + 1)..];
        }

        _rest.AddRange(bytes);
        if (_rest.Count > MaxLine)
        {
            Cut();
        }
    }

    /// <summary>Takes what is left: a last line without an end.</summary>
    public void Flush()
    {
        if (_rest.Count > 0)
        {
            Take([]);
        }
    }

    /// <summary>Takes all but the last character, of which more bytes may follow.</summary>
    private void Cut()
    {
        var text = CollectionsMarshal.AsSpan(_rest);
        var last = text.LastIndexOfAnyExceptInRange((byte)0x80, (byte)0xBF);
        var end = last > 0 ? last : text.Length;
        take(text[..end]);
        _rest.RemoveRange(0, end);
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (_rest.Count == 0)
        {
            take(line.TrimEnd((byte)'\r'));
            return;
        }

        _rest.AddRange(line);
        take(CollectionsMarshal.AsSpan(_rest).TrimEnd((byte)'\r'));
        _rest.Clear();
    }
}
