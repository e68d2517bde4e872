using System.Text;

namespace RoleAssist.Core.AgentTools;

/// <summary>
/// Finds parts of random secrets in a text, in the forms in which tools print bytes: as they are, in base64 and base32,
/// and as numbers, with whatever separates them, such as the line breaks of base64(1) and fold(1), and the columns of
/// xxd(1) and od(1). A part is enough, because a secret may be printed in several.
/// </summary>
internal sealed class SecretFragments
{
    /// <summary>In characters, of a key. Fewer than these would still leave it out of reach.</summary>
    private const int OfKey = 12;

    /// <summary>In characters, of a token, and of what is encoded.</summary>
    private const int OfToken = 16;

    /// <summary>In bytes; dumps have at least so many in a line.</summary>
    private const int OfDump = 8;

    /// <summary>In characters. Longer secrets are tokens.</summary>
    private const int LongestKey = 64;

    /// <summary>The numbers that stand for bytes: their radix, and of how many bytes each is.</summary>
    private static readonly (int Radix, int Word)[] Words =
    [
        (10, 1),
        (10, 2),
        (10, 4),
        (10, 8),
        (8, 1),
        (8, 2),
        (8, 4),
        (8, 8),
        (2, 1),
    ];

    private readonly FragmentSet _keys = new(OfKey);
    private readonly FragmentSet _tokens = new(OfToken);
    private readonly FragmentSet _encoded = new(OfToken);
    private readonly FragmentSet _digits = new(OfDump * 2);
    private readonly FragmentSet _bytes = new(OfDump);

    public SecretFragments(IEnumerable<string> secrets)
    {
        foreach (var secret in secrets)
        {
            Add(secret);
        }
    }

    /// <summary>
    /// Whether a secret is random, so that a part of it is found nowhere else. Phrases, paths and addresses have parts
    /// that are ordinary words.
    /// </summary>
    public static bool IsRandom(string secret) =>
        secret.Length >= 20
        && !secret.Contains("://", StringComparison.Ordinal)
        && !secret.StartsWith("arn:", StringComparison.Ordinal)
        && secret[0] is not ('/' or '.' or '~')
        && !secret.Any(char.IsWhiteSpace)
        && ChangesOf(secret) * 4 >= secret.Length;

    /// <summary>Returns the text with a substitute for each part of a secret.</summary>
    public string Replace(string text, string substitute)
    {
        var places = new List<(int Start, int End)>();
        var letters = TextView.OfLetters(text);
        Collect(letters, _keys, (start, end) => DumpAround(text, start, end) ?? (start, EndOfPadding(text, end)));
        Collect(letters, _tokens, (start, end) => DumpAround(text, start, end) ?? (start, EndOfPadding(text, end)));
        Collect(letters, _encoded, (start, end) => RunAround(text, start, end));
        CollectBytes(text);
        var bytes = TextView.WithoutMargins(text);
        if (bytes != text)
        {
            CollectBytes(bytes);
        }

        return places.Count == 0 ? text : Join(text, places, substitute);

        void CollectBytes(string shown)
        {
            Collect(TextView.OfDigits(shown), _digits, AroundBytes);
            foreach (var (radix, word) in Words)
            {
                Collect(TextView.OfNumbers(shown, radix, word), _bytes, AroundBytes);
            }
        }

        (int Start, int End) AroundBytes(int start, int end) =>
            DumpAround(text, start, end) ?? RunAround(text, start, end);

        void Collect(TextView view, FragmentSet fragments, Func<int, int, (int Start, int End)> widen)
        {
            var covered = 0;
            foreach (var (first, last) in fragments.FindIn(view.Characters))
            {
                // Within what is removed already, so that nothing is looked at twice.
                if (view.PlaceOf(first, last) is var (start, end) && end > covered)
                {
                    places.Add(widen(start, end));
                    covered = places[^1].End;
                }
            }
        }
    }

    private void Add(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        byte[] reversed = [.. bytes.Reverse()];
        (secret.Length > LongestKey ? _tokens : _keys).Add(Letters(secret));
        (secret.Length > LongestKey ? _tokens : _keys).Add(Letters(string.Concat(secret.Reverse())));
        foreach (
            var form in (byte[][])
                [bytes, reversed, Encoding.Unicode.GetBytes(secret), Encoding.BigEndianUnicode.GetBytes(secret)]
        )
        {
            AddBase64(form);
            AddDumps(form);
        }

        AddBase32(bytes);
        _bytes.Add(string.Concat(bytes.Select(one => (char)one)));
        _bytes.Add(string.Concat(reversed.Select(one => (char)one)));
    }

    /// <summary>The characters at both ends depend on the neighbors of the secret, and on how many precede it.</summary>
    private void AddBase64(byte[] bytes)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            _encoded.Add(Letters(Convert.ToBase64String([.. new byte[offset], .. bytes])[(offset == 0 ? 0 : 4)..^4]));
        }
    }

    private void AddBase32(byte[] bytes)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        for (var offset = 0; offset < 5; offset++)
        {
            var (text, bits, count) = (new StringBuilder(), 0, 0);
            foreach (var one in (byte[])[.. new byte[offset], .. bytes])
            {
                (bits, count) = (((bits << 8) | one) & 0xFFFF, count + 8);
                for (; count >= 5; count -= 5)
                {
                    text.Append(Alphabet[(bits >> (count - 5)) & 31]);
                }
            }

            _encoded.Add(text.ToString().AsSpan(offset == 0 ? 0 : 8));
        }
    }

    /// <summary>Digits of words of one to eight bytes, of which a dump may print the last byte first.</summary>
    private void AddDumps(byte[] bytes)
    {
        foreach (var word in (ReadOnlySpan<int>)[1, 2, 4, 8])
        {
            for (var start = 0; start + OfDump <= bytes.Length; start++)
            {
                var part = bytes.AsSpan(start, OfDump).ToArray();
                for (var at = 0; at < OfDump; at += word)
                {
                    part.AsSpan(at, word).Reverse();
                }

                _digits.Add(Convert.ToHexStringLower(part));
                _bytes.Add(string.Concat(part.Select(one => (char)one)));
            }
        }
    }

    private static string Letters(string secret) => string.Concat(secret.Select(TextView.Letter).OfType<char>());

    /// <summary>Keys end with signs, and tokens with the padding of base64, which are no letters.</summary>
    private static int EndOfPadding(string text, int end)
    {
        while (end < text.Length && text[end] is '=' or '+' or '/')
        {
            end++;
        }

        return end;
    }

    /// <summary>Widens a place to the whole of what is encoded: the rest tells the ends of the secret.</summary>
    private static (int Start, int End) RunAround(string text, int start, int end)
    {
        while (start > 0 && IsEncoded(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && IsEncoded(text[end]))
        {
            end++;
        }

        return (start, end);
    }

    /// <summary>Widens a place to its lines, and to the lines of the same dump next to them; null if there is no dump.</summary>
    private static (int Start, int End)? DumpAround(string text, int start, int end)
    {
        var (first, last) = (StartOfLine(text, start), EndOfLine(text, end));
        if (!IsDump(text, first))
        {
            return null;
        }

        if (first > 0 && StartOfLine(text, first - 1) is var before && IsDump(text, before))
        {
            first = before;
        }

        return (first, last < text.Length && IsDump(text, last + 1) ? EndOfLine(text, last + 1) : last);
    }

    /// <summary>Whether a line begins with a number of six digits or more, as the lines of dumps do.</summary>
    private static bool IsDump(string text, int start) =>
        start <= text.Length && TextView.OffsetOf(text.AsSpan(start)) > 0;

    private static int StartOfLine(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    private static int EndOfLine(string text, int at) =>
        text.IndexOf('\n', Math.Min(at, text.Length)) is >= 0 and var end ? end : text.Length;

    private static bool IsEncoded(char character) =>
        TextView.Letter(character) is not null || character is '+' or '-' or '/' or '_' or '=';

    private static string Join(string text, List<(int Start, int End)> places, string substitute)
    {
        places.Sort();
        var joined = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, end) in places)
        {
            if (end <= at)
            {
                continue;
            }

            if (start >= at && (start > at || at == 0))
            {
                joined.Append(text, at, start - at).Append(substitute);
            }

            at = end;
        }

        return joined.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Counts the changes between small letters, capitals, digits and signs.</summary>
    private static int ChangesOf(string text) =>
        text.Zip(text.Skip(1)).Count(pair => KindOf(pair.First) != KindOf(pair.Second));

    private static int KindOf(char character) =>
        char.IsAsciiLetterUpper(character) ? 0
        : char.IsAsciiLetterLower(character) ? 1
        : char.IsAsciiDigit(character) ? 2
        : 3;
}
