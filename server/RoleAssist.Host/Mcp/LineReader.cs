using System.Buffers;

namespace RoleAssist.Host.Mcp;

/// <summary>
/// Reads the messages of a stream: one a line, as the transport wants it
/// (https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio). A line that is too long is skipped
/// to its end, so that it takes no memory and the next one is read.
/// </summary>
internal sealed class LineReader(Stream input, int longest)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _at;
    private int _end;

    /// <summary>Reads a line without its end; empty with <c>IsTooLong</c> for one that is too long.</summary>
    /// <returns>The line; null at the end of the stream. A last line without an end counts too.</returns>
    public async ValueTask<(ReadOnlyMemory<byte> Line, bool IsTooLong)?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>();
        var isTooLong = false;
        while (true)
        {
            if (_at == _end)
            {
                (_at, _end) = (0, await input.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
                if (_end == 0)
                {
                    return line.WrittenCount == 0 && !isTooLong ? null : (Finish(line), isTooLong);
                }
            }

            var length = _buffer.AsSpan(_at, _end - _at).IndexOf((byte)'\n');
            var piece = length < 0 ? _end - _at : length;
            isTooLong |= line.WrittenCount + piece > longest;
            if (isTooLong)
            {
                line.Clear();
            }
            else
            {
                line.Write(_buffer.AsSpan(_at, piece));
            }

            _at += length < 0 ? piece : piece + 1;
            if (length >= 0)
            {
                return (Finish(line), isTooLong);
            }
        }
    }

    private static ReadOnlyMemory<byte> Finish(ArrayBufferWriter<byte> line) =>
        line.WrittenSpan is [.., (byte)'\r'] ? line.WrittenMemory[..^1] : line.WrittenMemory;
}
