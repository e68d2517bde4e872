namespace RoleAssist.Core.Errors;

/// <summary>Finds the names that a mistyped word probably stands for.</summary>
public static class NearMisses
{
    /// <summary>A part of a name that is shorter says nothing about which name is meant.</summary>
    private const int ShortestPart = 3;

    /// <summary>A longer word is no name, and to compare it takes time.</summary>
    private const int LongestWord = 200;

    /// <summary>
    /// Returns at most three candidates that are most similar to <paramref name="word"/>, if they are similar enough.
    /// </summary>
    public static IReadOnlyList<string> Find(string word, IEnumerable<string> candidates) =>
        word.Length > LongestWord
            ? []
            : candidates
                .Select(candidate => (Candidate: candidate, Distance: DistanceOf(word, candidate, MostChanges(word))))
                .Where(pair => pair.Distance < word.Length && pair.Distance <= MostChanges(word))
                .GroupBy(pair => pair.Distance, pair => pair.Candidate)
                .MinBy(nearest => nearest.Key)
                ?.Order(StringComparer.Ordinal)
                .Take(3)
                .ToList()
                ?? [];

    /// <summary>Returns a question that suggests the most similar candidates; null if there are none.</summary>
    public static string? Question(string word, IEnumerable<string> candidates) =>
        Find(word, candidates) is { Count: > 0 } near
            ? $"Did you mean {string.Join(" or ", near.Select(candidate => $"'{candidate}'"))}?"
            : null;

    private static int MostChanges(string word) => Math.Max(2, word.Length / 3);

    /// <summary>Returns the distance, or any longer one if it is longer than the limit.</summary>
    private static int DistanceOf(string word, string candidate, int limit) =>
        word.Length >= ShortestPart && candidate.Contains(word, StringComparison.OrdinalIgnoreCase) ? 0
        // Each character more or less is a change.
        : Math.Abs(word.Length - candidate.Length) > limit ? int.MaxValue
        : EditDistance(word.ToUpperInvariant(), candidate.ToUpperInvariant());

    /// <summary>Computes the Levenshtein distance, keeping only one row of the table.</summary>
    internal static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
