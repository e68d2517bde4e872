namespace RoleAssist.Core.AgentTools;

/// <summary>All fragments of some texts that have a length, to find any of them in another text in linear time.</summary>
/// <param name="length">In characters.</param>
internal sealed class FragmentSet(int length)
{
    /// <summary>Fragments with fewer different characters, such as zeros, say nothing about a secret.</summary>
    private const int LeastDifferent = 5;

    /// <summary>Odd, and of no other significance.</summary>
    private const ulong Factor = 0x9E3779B97F4A7C15;

    private readonly HashSet<ulong> _hashes = [];
    private readonly ulong _first = Power(Factor, length - 1);

    /// <summary>Adds every fragment of a text.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        for (var start = 0; start + length <= text.Length; start++)
        {
            var fragment = text.Slice(start, length);
            if (HasVariety(fragment))
            {
                _hashes.Add(HashOf(fragment));
            }
        }
    }

    /// <summary>Finds where fragments are, in order; those that overlap or touch are one place.</summary>
    public List<(int Start, int End)> FindIn(ReadOnlySpan<char> text)
    {
        var found = new List<(int Start, int End)>();
        if (_hashes.Count == 0 || text.Length < length)
        {
            return found;
        }

        var hash = HashOf(text[..length]);
        for (var start = 0; ; start++)
        {
            if (_hashes.Contains(hash))
            {
                if (found is [.., var last] && last.End >= start)
                {
                    found[^1] = (last.Start, start + length);
                }
                else
                {
                    found.Add((start, start + length));
                }
            }

            if (start + length >= text.Length)
            {
                return found;
            }

            hash = unchecked((hash - (text[start] * _first)) * Factor + text[start + length]);
        }
    }

    private static ulong HashOf(ReadOnlySpan<char> text)
    {
        var hash = 0ul;
        foreach (var character in text)
        {
            hash = unchecked(hash * Factor + character);
        }

        return hash;
    }

    private static bool HasVariety(ReadOnlySpan<char> fragment)
    {
        var different = 0;
        for (var at = 0; at < fragment.Length; at++)
        {
            different += fragment[..at].Contains(fragment[at]) ? 0 : 1;
        }

        return different >= LeastDifferent;
    }

    private static ulong Power(ulong number, int exponent)
    {
        var power = 1ul;
        for (; exponent > 0; exponent--)
        {
            power = unchecked(power * number);
        }

        return power;
    }
}
