using System.IO.Enumeration;
using System.Text.RegularExpressions;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Security;

/// <summary>
/// Determines which roles are production. A pattern of 12 digits is an account. A pattern with <c>*</c> or <c>?</c> is
/// compared with the whole profile name and with the account. Any other pattern matches whole words of the name,
/// however they are joined, and their plural: <c>prod</c> matches <c>acme-prod-admin</c>, <c>ProdAdmin</c>,
/// <c>PRODeu</c>, <c>prods</c> and <c>PROD1</c>, but not <c>product</c> and <c>nonprod</c>, where it is not a word, or
/// <c>pre-prod</c>, where the preceding word negates it. Letters that only look like others count as those. In doubt, a
/// name is production: a question too many does no harm.
/// </summary>
public sealed partial class ProductionRules
{
    private const int AccountDigits = 12;

    /// <summary>The words that negate the next one.</summary>
    private static readonly string[] Negations = ["non", "not", "no", "pre"];

    private readonly HashSet<string> _accounts = [];
    private readonly List<string> _globs = [];
    private readonly List<string[]> _phrases = [];

    public ProductionRules(IEnumerable<string> patterns)
    {
        Patterns = [.. patterns.Select(pattern => pattern.Trim()).Distinct()];
        Problems = [.. Patterns.Where(pattern => !TryAdd(pattern)).Select(Invalid)];
    }

    /// <summary>Gets the rules that apply if none are configured.</summary>
    public static ProductionRules Default => field ??= new ProductionRules(DefaultPatterns);

    /// <summary>Gets the patterns that apply if none are configured.</summary>
    public static IReadOnlyList<string> DefaultPatterns { get; } = ["prod", "production", "prd"];

    /// <summary>Gets the patterns.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Gets the problems for invalid patterns.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <param name="profile">The profile name, or the ARN of a role without a profile.</param>
    /// <param name="account">The account's 12 digits, if known.</param>
    public bool Matches(string profile, string? account)
    {
        if (account is not null && _accounts.Contains(account))
        {
            return true;
        }

        if (_globs.Any(glob => IsLike(profile, glob) || (account is not null && IsLike(account, glob))))
        {
            return true;
        }

        // Few names contain the letters, so few need to be split into words.
        var name = LookAlikes.Fold(profile);
        var possible = _phrases.FindAll(phrase => name.Contains(phrase[0], StringComparison.OrdinalIgnoreCase));
        return possible.Count > 0
            && (string[][])[WordsOf(name), ShoutedWordsOf(name)] is var ways
            && possible.Exists(phrase => Array.Exists(ways, words => Contains(words, phrase)));
    }

    private bool TryAdd(string pattern)
    {
        if (pattern.AsSpan().ContainsAny('*', '?'))
        {
            _globs.Add(pattern);
            return true;
        }

        if (pattern.All(char.IsAsciiDigit))
        {
            return pattern.Length == AccountDigits && _accounts.Add(pattern);
        }

        if (WordsOf(LookAlikes.Fold(pattern)) is not { Length: > 0 } phrase)
        {
            return false;
        }

        _phrases.Add(phrase);
        return true;
    }

    private static bool IsLike(string text, string glob) =>
        FileSystemName.MatchesSimpleExpression(glob, text, ignoreCase: true);

    private static bool Contains(string[] words, string[] phrase) =>
        Enumerable
            .Range(0, Math.Max(0, words.Length - phrase.Length + 1))
            .Any(start =>
                phrase.Index().All(word => IsWord(words[start + word.Index], word.Item))
                && !(start > 0 && Negations.Contains(words[start - 1], StringComparer.OrdinalIgnoreCase))
            );

    /// <summary>Whether a word is the wanted one or its plural.</summary>
    private static bool IsWord(string word, string wanted) =>
        word.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) && word.AsSpan(wanted.Length) is "" or "s" or "S";

    private static string[] WordsOf(string name) => [.. Word().Matches(name).Select(match => match.Value)];

    private static string[] ShoutedWordsOf(string name) =>
        [.. ShoutedWord().Matches(name).Select(match => match.Value)];

    private static Problem Invalid(string pattern) =>
        new(
            ErrorCode.InvalidArgument,
            ProblemSeverity.Warning,
            $"'{pattern}' is not a valid production pattern. Use a word of profile names, a pattern with * or ?, or an "
                + $"account ID of {AccountDigits} digits.",
            Rule: "ProductionPatternInvalid"
        );

    /// <summary>A run of capitals, a word with or without an initial capital, or a number.</summary>
    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[\p{Lo}\p{Lm}\p{Lt}]+|\p{Nd}+")]
    private static partial Regex Word();

    /// <summary>The same, but capitals end where small letters begin, as in <c>PRODeu</c>.</summary>
    [GeneratedRegex(@"\p{Lu}{2,}|\p{Lu}?\p{Ll}+|\p{Lu}|[\p{Lo}\p{Lm}\p{Lt}]+|\p{Nd}+")]
    private static partial Regex ShoutedWord();
}
