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
    /// The letters, digits and signs of base64, of which keys and tokens consist too. The signs of URLs stand for those
    /// of ordinary base64; escapes of URLs, JSON and shells stand for what they mean.
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
    /// The bytes that numbers stand for: decimal ones, octal ones of three digits, octal ones of six digits (two bytes,
    /// the lower one first, as od(1) prints them), or binary ones of eight. Other numbers are left out.
    /// </summary>
    public static TextView OfNumbers(ReadOnlySpan<char> text, int radix, int digits)
    {
        var view = new TextView(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var length = 0;
            var value = 0;
            while (at + length < text.Length && char.IsAsciiDigit(text[at + length]))
            {
                value =
                    text[at + length] - '0' < radix && value <= ushort.MaxValue
                        ? value * radix + text[at + length] - '0'
                        : int.MaxValue / radix;
                length++;
            }

            if (length > 0 && (digits == 0 ? length <= 3 : length == digits))
            {
                view.AddNumber(value, isWord: digits == 6, at, at + length);
            }

            at += Math.Max(1, length);
        }

        return view;
    }

    /// <summary>Returns what a character counts as; null if it only separates.</summary>
    public static char? Letter(char character) =>
        character switch
        {
            '-' => '+',
            '_' => '/',
            '+' or '/' => character,
            _ => char.IsAsciiLetterOrDigit(character) ? character : null,
        };

    private void AddNumber(int value, bool isWord, int start, int end)
    {
        if (value > (isWord ? ushort.MaxValue : byte.MaxValue))
        {
            return;
        }

        Add((char)(value & 0xFF), start, end);
        if (isWord)
        {
            Add((char)(value >> 8), start, end);
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
