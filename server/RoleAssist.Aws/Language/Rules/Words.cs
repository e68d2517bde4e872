namespace RoleAssist.Aws.Language.Rules;

/// <summary>Joins words for messages.</summary>
internal static class Words
{
    /// <summary>Returns a choice, such as <c>a, b or c</c>.</summary>
    /// <param name="words">One or more words.</param>
    public static string Or(IReadOnlyList<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";
}
