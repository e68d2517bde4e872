namespace RoleAssist.Core.TrustPolicies.Json;

/// <summary>Converts rising byte offsets of a UTF-8 text to lines and columns in a single pass.</summary>
internal sealed class TextPositions(ReadOnlyMemory<byte> text)
{
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    /// <summary>Returns the position of an offset that is not before the previous one.</summary>
    public (int Line, int Column) At(long offset)
    {
        var bytes = text.Span;
        for (var end = Math.Min(offset, bytes.Length); _offset < end; _offset++)
        {
            var value = bytes[_offset];
            if (value == '\n')
            {
                (_line, _column) = (_line + 1, 1);
            }
            else if ((value & 0xC0) != 0x80)
            {
                // A sequence of four bytes is two UTF-16 code units.
                _column += value >= 0xF0 ? 2 : 1;
            }
        }

        return (_line, _column);
    }
}
