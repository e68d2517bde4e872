namespace RoleAssist.Core.AgentTools;

/// <summary>
/// A text as one way of writing secrets sees it: without the characters that only separate, and with where each of the
/// others stood in the text.
/// </summary>
internal sealed class TextView(int capacity)
{
    private readonly char[] _characters = new char[capacity];
    private readonly int[] _starts = new int[capacity];
    private readonly int[] _ends = new int[capacity];
    private int _length;

    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, _length);

    /// <summary>Returns where a part of the view stands in the text, with what separates its characters.</summary>
    public (int Start, int End) PlaceOf(int start, int end) => (_starts[start], _ends[end - 1]);

    /// <summary>
    /// The letters and digits, of which keys, tokens and base64 consist but for a few signs, which may as well separate.
    /// Escapes of URLs, JSON and shells stand for what they mean.
    /// </summary>
    public static TextView OfLetters(ReadOnlySpan<char> text)
    {
        var view = new TextView(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var (character, length) = Unescape(text[at..]);
            if (Letter(character) is { } letter)
            {
                view.Add(letter, at, at + length);
            }

            at += length;
        }

        return view;
    }

    /// <summary>The hexadecimal digits, in small letters, without prefixes such as <c>0x</c>.</summary>
    public static TextView OfDigits(ReadOnlySpan<char> text)
    {
        var view = new TextView(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '0' && at + 1 < text.Length && text[at + 1] is 'x' or 'X')
            {
                at++;
            }
            else if (char.IsAsciiHexDigit(text[at]))
            {
                view.Add(char.ToLowerInvariant(text[at]), at, at + 1);
            }
        }

        return view;
    }

    /// <summary>
    /// The bytes that numbers stand for, of which each is a word of one to eight bytes, the lowest one first, as od(1)
    /// and hexdump(1) print them. Numbers with another number of digits than such a word of text has are left out.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="radix">2, 8 or 10.</param>
    /// <param name="word">In bytes.</param>
    public static TextView OfNumbers(ReadOnlySpan<char> text, int radix, int word)
    {
        var (least, most) = DigitsOf(radix, word);
        var view = new TextView(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var length = 0;
            UInt128 value = 0;
            while (at + length < text.Length && char.IsAsciiDigit(text[at + length]))
            {
                value =
                    text[at + length] - '0' < radix && value <= ulong.MaxValue
                        ? value * (uint)radix + (uint)(text[at + length] - '0')
                        : UInt128.MaxValue;
                length++;
            }

            if (length >= least && length <= most && value >> (8 * word) == 0)
            {
                view.AddWord((ulong)value, word, at, at + length);
            }

            at += Math.Max(1, length);
        }

        return view;
    }

    /// <summary>
    /// Returns a text without what only the lines of a dump have besides the bytes: the offset before them, and the
    /// characters after them. Blanks stand in their place, so that everything stays where it is.
    /// </summary>
    public static string WithoutMargins(string text)
    {
        var kept = text.ToCharArray();
        for (var start = 0; start < text.Length; )
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            if (OffsetOf(text.AsSpan(start, end - start)) is > 0 and var offset)
            {
                kept.AsSpan(start, offset + 1).Fill(' ');
                var line = text.AsSpan(start + offset + 1, end - start - offset - 1);
                var bytes = text[start + offset] == ':' ? line.IndexOf("  ") : line.IndexOfAny('>', '|');
                if (bytes >= 0)
                {
                    kept.AsSpan(start + offset + 1 + bytes, line.Length - bytes).Fill(' ');
                }
            }

            start = end + 1;
        }

        return new string(kept);
    }

    /// <summary>Returns how many digits the offset has that a line of a dump begins with; 0 if it is no such line.</summary>
    public static int OffsetOf(ReadOnlySpan<char> line)
    {
        var digits = 0;
        while (digits < line.Length && char.IsAsciiHexDigit(line[digits]))
        {
            digits++;
        }

        return digits is >= 6 and <= 16 && digits < line.Length && line[digits] is ' ' or ':' or '\t' ? digits : 0;
    }

    /// <summary>Returns what a character counts as; null if it only separates.</summary>
    public static char? Letter(char character) => char.IsAsciiLetterOrDigit(character) ? character : null;

    /// <summary>
    /// Returns the least and the most digits. Bytes of text are at least 0x20, so that a word of several in decimal has
    /// about as many digits as the largest one.
    /// </summary>
    private static (int Least, int Most) DigitsOf(int radix, int word) =>
        (radix, word) switch
        {
            (2, _) => (8 * word, 8 * word),
            (8, _) => (((8 * word) + 2) / 3, ((8 * word) + 2) / 3),
            (_, 1) => (1, 3),
            (_, 2) => (4, 5),
            (_, 4) => (9, 10),
            _ => (19, 20),
        };

    private void AddWord(ulong value, int word, int start, int end)
    {
        for (var at = 0; at < word; at++)
        {
            Add((char)((value >> (8 * at)) & 0xFF), start, end);
        }
    }

    private void Add(char character, int start, int end)
    {
        (_characters[_length], _starts[_length], _ends[_length]) = (character, start, end);
        _length++;
    }

    /// <summary>Returns the first character, or the one that the escape at the beginning stands for, and its length.</summary>
    private static (char Character, int Length) Unescape(ReadOnlySpan<char> text) =>
        text switch
        {
            ['%', var first, var second, ..] when IsHex([first, second]) => (Value([first, second]), 3),
            ['\\', 'x', var first, var second, ..] when IsHex([first, second]) => (Value([first, second]), 4),
            ['\\', 'u', _, _, _, _, ..] when IsHex(text[2..6]) => (Value(text[2..6]), 6),
            _ => (text[0], 1),
        };

    private static bool IsHex(ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return true;
    }

    private static char Value(ReadOnlySpan<char> digits) =>
        (char)
            int.Parse(
                digits,
                System.Globalization.NumberStyles.AllowHexSpecifier,
                System.Globalization.CultureInfo.InvariantCulture
            );
}
