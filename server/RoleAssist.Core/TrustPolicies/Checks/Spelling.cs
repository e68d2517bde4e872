using RoleAssist.Core.Errors;

namespace RoleAssist.Core.TrustPolicies.Checks;

/// <summary>Suggests what a misspelled name means.</summary>
internal static class Spelling
{
    /// <summary>Longer words are not compared: the cost grows with their length, and no name is as long.</summary>
    private const int LongestWord = 64;

    /// <summary>Returns a question with the most similar names; null if there are none.</summary>
    public static string? Suggest(string word, IEnumerable<string> known) =>
        word.Length is > 0 and <= LongestWord ? NearMisses.Question(word, known) : null;
}
