using System.Buffers;

namespace RoleAssist.Core.Security;

/// <summary>
/// Recognizes secrets by their form, wherever they stand: in the wrong setting, in a name, in a message that repeats a
/// value. Whatever is shown of the AWS files passes <see cref="Hide"/>, so no rule needs to know where secrets may be.
/// </summary>
public static class SecretText
{
    /// <summary>What is shown instead of a secret.</summary>
    public const string Substitute = "<secret>";

    /// <summary>
    /// The length of a secret access key
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names).
    /// </summary>
    private const int KeyLength = 40;

    /// <summary>Session tokens have hundreds of characters, names and paths never so many without a break.</summary>
    private const int ShortestToken = 100;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/+";

    private static readonly SearchValues<char> KeySigns = SearchValues.Create(Letters);

    /// <summary>Tokens are also written with the signs that are safe in addresses, and with padding.</summary>
    private static readonly SearchValues<char> TokenSigns = SearchValues.Create($"{Letters}-_=");

    /// <summary>Whether a text contains what looks like a secret.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => Find(text, 0).Length > 0;

    /// <summary>Replaces everything in a text that looks like a secret.</summary>
    public static string Hide(string text)
    {
        while (Find(text, 0) is { Length: > 0 } found)
        {
            text = string.Concat(text.AsSpan(0, found.Start), Substitute, text.AsSpan(found.Start + found.Length));
        }

        return text;
    }

    /// <summary>Finds the first secret at or after a position, in time linear in the text; its length is 0 if there is none.</summary>
    public static (int Start, int Length) Find(ReadOnlySpan<char> text, int from)
    {
        while (NextWord(text, from) is { Length: > 0 } word)
        {
            var token = text.Slice(word.Start, word.Length);
            if (token.Length >= ShortestToken && IsRandom(token))
            {
                return word;
            }

            if (FindKey(token) is { Length: > 0 } key)
            {
                return (word.Start + key.Start, key.Length);
            }

            from = word.Start + word.Length;
        }

        return default;
    }

    /// <summary>Returns the next run of the signs of tokens that is at least as long as a key.</summary>
    private static (int Start, int Length) NextWord(ReadOnlySpan<char> text, int from)
    {
        while (from + KeyLength <= text.Length)
        {
            // Words are short: looking from the back of a stretch skips most of the text.
            var gap = text.Slice(from, KeyLength).LastIndexOfAnyExcept(TokenSigns);
            if (gap >= 0)
            {
                from += gap + 1;
                continue;
            }

            var length = text[from..].IndexOfAnyExcept(TokenSigns);
            return (from, length < 0 ? text.Length - from : length);
        }

        return default;
    }

    /// <summary>Finds a secret access key between signs that none contains.</summary>
    private static (int Start, int Length) FindKey(ReadOnlySpan<char> word)
    {
        for (var start = 0; start + KeyLength <= word.Length; )
        {
            var length = word[start..].IndexOfAnyExcept(KeySigns);
            length = length < 0 ? word.Length - start : length;
            if (length == KeyLength && IsRandom(word.Slice(start, length)))
            {
                return (start, length);
            }

            start += length + 1;
        }

        return default;
    }

    /// <summary>
    /// Whether letters of both cases and digits follow each other as if drawn by lot. Hashes in hexadecimal have one case,
    /// and words, however they are put together, change it less often. Signs do not count: they stand between words too.
    /// </summary>
    private static bool IsRandom(ReadOnlySpan<char> text)
    {
        var (hasUpper, hasLower, hasDigit, changes, last) = (false, false, false, 0, -1);
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                continue;
            }

            var kind =
                char.IsAsciiLetterUpper(character) ? 0
                : char.IsAsciiLetterLower(character) ? 1
                : 2;
            hasUpper |= kind == 0;
            hasLower |= kind == 1;
            hasDigit |= kind == 2;
            changes += last >= 0 && kind != last ? 1 : 0;
            last = kind;
        }

        return hasUpper && hasLower && hasDigit && changes * 3 > text.Length;
    }
}
