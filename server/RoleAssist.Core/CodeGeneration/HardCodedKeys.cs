using System.Buffers;
using System.Text.RegularExpressions;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>
/// Finds AWS keys in a text by their format
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids).
/// Secret keys have no format except for their 40 characters, so a value counts as one only if it is assigned to a name
/// for a secret key or follows an access key ID.
/// </summary>
public static partial class HardCodedKeys
{
    /// <summary>All example keys in AWS' documentation contain this.</summary>
    private const string DocumentationMark = "EXAMPLE";

    /// <summary>The maximum number of keys to return. A text with more is a list of keys.</summary>
    private const int MaxKeys = 1_000;

    /// <summary>How far before a value to look for its name. Without a limit, the search would be quadratic.</summary>
    private const int MaxContextLength = 120;

    /// <summary>The last column to replace code at. Longer lines are data or minified code.</summary>
    private const int MaxCodeColumn = 1_000;

    /// <summary>The length of an access key ID. Secrets and tokens are longer.</summary>
    private const int ShortestKey = 20;

    private static readonly SearchValues<char> KeySigns = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/+"
    );

    /// <summary>Finds at most 1,000 keys, in time linear in the length of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="syntax">The text's language, or null if unknown; the keys then have no replacement.</param>
    /// <exception cref="OperationCanceledException">The search was canceled.</exception>
    public static IReadOnlyList<HardCodedKey> Find(
        string text,
        LanguageSyntax? syntax,
        CancellationToken cancellationToken = default
    )
    {
        var keys = new List<HardCodedKey>();
        var linesSinceId = int.MaxValue;
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            if (!MayHoldKey(text.AsSpan(range)))
            {
                linesSinceId = linesSinceId == int.MaxValue ? linesSinceId : linesSinceId + 1;
                number++;
                continue;
            }

            var line = text[range].TrimEnd('\r');
            var found = new List<HardCodedKey>();
            var hasId = false;
            foreach (var id in FindMatches(line, Ids(), cancellationToken).Where(IsNotExample))
            {
                hasId = true;
                found.Add(CreateKey(line, number, id, AwsVariables.AccessKeyId, syntax));
            }

            linesSinceId =
                hasId ? 0
                : linesSinceId == int.MaxValue ? linesSinceId
                : linesSinceId + 1;
            foreach (
                var secret in FindMatches(line, Secrets(), cancellationToken)
                    .Where(secret =>
                        IsNotExample(secret) && HasMixedCase(secret.ValueSpan) && IsSecret(line, secret, linesSinceId)
                    )
            )
            {
                found.Add(CreateKey(line, number, secret, AwsVariables.SecretAccessKey, syntax));
            }

            foreach (
                var token in FindMatches(line, Tokens(), cancellationToken)
                    .Where(token => HasMixedCase(token.ValueSpan) && TokenNames().IsMatch(GetContext(line, token)))
            )
            {
                found.Add(CreateKey(line, number, token, AwsVariables.SessionToken, syntax));
            }

            found.Sort((one, other) => one.Start.CompareTo(other.Start));
            keys.AddRange(syntax?.Completed(line, found) ?? found);
            if (keys.Count >= MaxKeys)
            {
                return keys[..MaxKeys];
            }

            number++;
        }

        return syntax is null || keys.Count == 0
            ? keys
            :
            [
                .. keys.Concat(syntax.TokensBeside(text.Split('\n'), keys))
                    .OrderBy(key => key.Line)
                    .ThenBy(key => key.Start),
            ];
    }

    /// <summary>
    /// Whether a line has a word as long as a key. Few lines have, and to see that takes a look at few of their characters.
    /// </summary>
    private static bool MayHoldKey(ReadOnlySpan<char> line)
    {
        var start = 0;
        while (start + ShortestKey <= line.Length)
        {
            var gap = line.Slice(start, ShortestKey).LastIndexOfAnyExcept(KeySigns);
            if (gap < 0)
            {
                return true;
            }

            start += gap + 1;
        }

        return false;
    }

    private static IEnumerable<Match> FindMatches(string line, Regex shape, CancellationToken cancellationToken)
    {
        var count = 0;
        for (var match = shape.Match(line); match.Success && count < MaxKeys; match = match.NextMatch(), count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return match;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static HardCodedKey CreateKey(string line, int number, Match key, string variable, LanguageSyntax? syntax)
    {
        var (start, end) = (key.Index, key.Index + key.Length);
        var quote = GetQuote(line, start, end);
        while (quote is not null && GetQuote(line, start, end) == quote)
        {
            (start, end) = (start - 1, end + 1);
        }

        // A key within a longer literal is left for the user to replace.
        var isQuoted = quote is not null && GetQuote(line, start, end) is null;
        var isWhole =
            isQuoted
            || (
                quote is null
                && syntax is { HasBareWords: true }
                && IsBoundary(line, start - 1)
                && IsBoundary(line, end)
            );
        if (!isWhole || start > MaxCodeColumn || syntax?.EnvironmentVariable(variable) is not { } expression)
        {
            return new HardCodedKey(number, start, end, variable, Replacement: null);
        }

        if (isQuoted && !syntax.HasBareWords)
        {
            start -= Prefix().Match(line[..start]).Length;
        }

        var before = line[..start];
        var changed = syntax.WithoutConstant(before);
        var same = before.AsSpan().CommonPrefixLength(changed);
        return same == before.Length
            ? new HardCodedKey(number, start, end, variable, expression)
            : new HardCodedKey(number, same, end, variable, changed[same..] + expression);
    }

    /// <summary>Returns the text before a value that may contain its name, with white space collapsed.</summary>
    private static string GetContext(string line, Match value) =>
        WhiteSpace().Replace(line[Math.Max(0, value.Index - MaxContextLength)..value.Index], " ");

    /// <summary>Returns the quotes around a part of a line, or null.</summary>
    private static char? GetQuote(string line, int start, int end) =>
        start > 0 && end < line.Length && line[start - 1] == line[end] && line[end] is '"' or '\'' or '`'
            ? line[end]
            : null;

    private static bool IsBoundary(string line, int index) =>
        index < 0 || index >= line.Length || char.IsWhiteSpace(line[index]) || line[index] is '=' or ';';

    private static bool IsNotExample(Match key) => !key.ValueSpan.Contains(DocumentationMark, StringComparison.Ordinal);

    /// <summary>Excludes hexadecimal hashes of the same length, which have letters of one case only.</summary>
    private static bool HasMixedCase(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('A', 'Z') && text.ContainsAnyInRange('a', 'z') && text.ContainsAnyInRange('0', '9');

    /// <summary>
    /// Whether a value is a secret key: by an AWS name, by any name for a secret near an access key ID, or as an
    /// argument next to one.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="value">The possible secret key.</param>
    /// <param name="linesSinceId">The number of lines since the last access key ID.</param>
    private static bool IsSecret(string line, Match value, int linesSinceId)
    {
        var before = GetContext(line, value);
        return SecretNames().IsMatch(before)
            || (linesSinceId <= 3 && AnySecretNames().IsMatch(before))
            || (linesSinceId <= 1 && before is [.. var rest, '"' or '\''] && !rest.TrimEnd().EndsWith('='));
    }

    [GeneratedRegex("(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])")]
    private static partial Regex Ids();

    [GeneratedRegex("(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])")]
    private static partial Regex Secrets();

    [GeneratedRegex("(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{100,}={0,2}(?![A-Za-z0-9/+=])")]
    private static partial Regex Tokens();

    /// <summary>
    /// The text between a name and its value: an optional type and an assignment (<c>=</c>, <c>:</c>, <c>=&gt;</c>, the
    /// space after a parameter or the parenthesis of an argument).
    /// </summary>
    private const string AssignmentPattern =
        """["'\]\)]*(?:\s*:?\s*(?:string|str)\s*)?\s*(?::=|=>|[:=,(]|\s)[\s"'`@$(]*[rbuf]?["'`]*$""";

    [GeneratedRegex($"(?:secret[_-]?(?:access[_-]?)?key|aws[_-]?secret){AssignmentPattern}", RegexOptions.IgnoreCase)]
    private static partial Regex SecretNames();

    [GeneratedRegex($"secret{AssignmentPattern}", RegexOptions.IgnoreCase)]
    private static partial Regex AnySecretNames();

    [GeneratedRegex($"(?:session|security)[_-]?token{AssignmentPattern}", RegexOptions.IgnoreCase)]
    private static partial Regex TokenNames();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    /// <summary>A prefix of a string literal.</summary>
    [GeneratedRegex("(?<![A-Za-z0-9_])[rRbBuUfF@$]{1,2}$")]
    private static partial Regex Prefix();
}
