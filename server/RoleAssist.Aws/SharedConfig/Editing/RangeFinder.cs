namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>Finds bytes by their hashes in a file that another program has changed since.</summary>
internal static class RangeFinder
{
    /// <summary>Returns the ranges at their present places; null if one of them is missing or is there twice.</summary>
    public static List<JournalRange>? Find(byte[] bytes, IReadOnlyList<JournalRange> ranges)
    {
        var found = new List<JournalRange>(ranges.Count);
        foreach (var range in ranges)
        {
            var places = PlacesOf(bytes, range);
            var end = found is [.., var last] ? last.Offset + last.Length : 0;
            if (places is not [var place] || place < end)
            {
                return null;
            }

            found.Add(range with { Offset = place });
        }

        return found;
    }

    public static bool ContainsAny(byte[] bytes, IReadOnlyList<JournalRange> ranges) =>
        ranges.Any(range => PlacesOf(bytes, range).Count > 0);

    public static byte[] Remove(byte[] bytes, IEnumerable<JournalRange> ranges) =>
        Splice.Apply(
            bytes,
            ranges.Select(range => new Splice(range.Offset, bytes[range.Offset..(range.Offset + range.Length)], []))
        );

    /// <summary>
    /// A range begins at the start of a line, or with the line break that a file's last line did not have.
    /// </summary>
    private static List<int> PlacesOf(byte[] bytes, JournalRange range)
    {
        var places = new List<int>();
        for (var start = 0; start + range.Length <= bytes.Length; start++)
        {
            if (
                (start == 0 || bytes[start - 1] is (byte)'\n' or (byte)'\r' || bytes[start] is (byte)'\n' or (byte)'\r')
                && FileChange.Hash(bytes.AsSpan(start, range.Length)) == range.Hash
            )
            {
                places.Add(start);
            }
        }

        return places;
    }
}
