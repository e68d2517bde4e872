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
            Flush();
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

    private void Take(ReadOnlySpan<byte> line)
    {
        if (_rest.Count == 0)
        {
            take(line.TrimEnd((byte)'\r'));
            return;
        }

        _rest.AddRange(line);
        take(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rest).TrimEnd((byte)'\r'));
        _rest.Clear();
    }
}
