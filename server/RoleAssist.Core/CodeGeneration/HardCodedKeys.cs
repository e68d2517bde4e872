using System.Text.RegularExpressions;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>A key that somebody wrote into a text.</summary>
/// <param name="Line">The line, from 0.</param>
/// <param name="Start">Where what is to be replaced begins in the line, from 0: the literal with its quotes, where it has any, from <c>const</c> on if it is one.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Variable">The environment variable that RoleAssist sets instead.</param>
/// <param name="Replacement">The expression to put there; null where the language, or the place, takes none.</param>
public sealed record HardCodedKey(int Line, int Start, int End, string Variable, string? Replacement);

/// <summary>
/// Finds AWS keys in a text by their shape (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids).
/// A secret has no shape but its 40 characters, so only what is assigned to a name that says so, or follows an access
/// key id, is taken for one.
/// </summary>
public static partial class HardCodedKeys
{
    /// <summary>AWS writes it into every key of its documentation.</summary>
    private const string DocumentationMark = "EXAMPLE";

    /// <summary>A text with more is a list of keys, of which the first ones say enough.</summary>
    private const int MostKeys = 1_000;

    /// <summary>How far before a value its name is looked for. Without a limit the search would be quadratic.</summary>
    private const int LongestContext = 120;

    /// <summary>How far into a line code is replaced. A longer line is data or minified.</summary>
    private const int LongestCodeLine = 1_000;

    /// <summary>Finds the keys in time that grows with the text's length, not with its square, and at most 1,000 of them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="syntax">Its language's; null where it is not known, which leaves out what to replace keys by.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static IReadOnlyList<HardCodedKey> Find(string text, LanguageSyntax? syntax, CancellationToken cancellationToken = default)
    {
        var keys = new List<HardCodedKey>();
        var sinceId = int.MaxValue;
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text[range].TrimEnd('\r');
            var found = new List<HardCodedKey>();
            var hasId = false;
            foreach (var id in Within(line, Ids(), cancellationToken).Where(IsReal))
            {
                hasId = true;
                found.Add(KeyAt(line, number, id, AwsVariables.AccessKeyId, syntax));
            }

            sinceId = hasId ? 0 : sinceId == int.MaxValue ? sinceId : sinceId + 1;
            foreach (var secret in Within(line, Secrets(), cancellationToken).Where(secret => IsReal(secret) && IsMixed(secret.ValueSpan) && IsSecret(line, secret, sinceId)))
            {
                found.Add(KeyAt(line, number, secret, AwsVariables.SecretAccessKey, syntax));
            }

            foreach (var token in Within(line, Tokens(), cancellationToken).Where(token => IsMixed(token.ValueSpan) && TokenNames().IsMatch(ContextOf(line, token))))
            {
                found.Add(KeyAt(line, number, token, AwsVariables.SessionToken, syntax));
            }

            found.Sort((one, other) => one.Start.CompareTo(other.Start));
            keys.AddRange(syntax?.Completed(line, found) ?? found);
            if (keys.Count >= MostKeys)
            {
                return keys[..MostKeys];
            }

            number++;
        }

        return syntax is null || keys.Count == 0
            ? keys
            : [.. keys.Concat(syntax.TokensBeside(text.Split('\n'), keys)).OrderBy(key => key.Line).ThenBy(key => key.Start)];
    }

    private static IEnumerable<Match> Within(string line, Regex shape, CancellationToken cancellationToken)
    {
        var count = 0;
        for (var match = shape.Match(line); match.Success && count < MostKeys; match = match.NextMatch(), count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return match;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static HardCodedKey KeyAt(string line, int number, Match key, string variable, LanguageSyntax? syntax)
    {
        var (start, end) = (key.Index, key.Index + key.Length);
        var quote = QuoteAround(line, start, end);
        while (quote is not null && QuoteAround(line, start, end) == quote)
        {
            (start, end) = (start - 1, end + 1);
        }

        // A key in the middle of a longer text is for a person to cut out.
        var isQuoted = quote is not null && QuoteAround(line, start, end) is null;
        var isWhole = isQuoted || (quote is null && syntax is { HasBareWords: true } && IsBoundary(line, start - 1) && IsBoundary(line, end));
        if (!isWhole || start > LongestCodeLine || syntax?.EnvironmentVariable(variable) is not { } expression)
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

    /// <summary>What stands before a value, as far as its name can be, with every run of white space as one blank.</summary>
    private static string ContextOf(string line, Match value) =>
        Blanks().Replace(line[Math.Max(0, value.Index - LongestContext)..value.Index], " ");

    /// <summary>The quotes that a part of a line stands between; null for none.</summary>
    private static char? QuoteAround(string line, int start, int end) =>
        start > 0 && end < line.Length && line[start - 1] == line[end] && line[end] is '"' or '\'' or '`' ? line[end] : null;

    private static bool IsBoundary(string line, int index) =>
        index < 0 || index >= line.Length || char.IsWhiteSpace(line[index]) || line[index] is '=' or ';';

    private static bool IsReal(Match key) => !key.ValueSpan.Contains(DocumentationMark, StringComparison.Ordinal);

    /// <summary>A hash in hexadecimal, which is as long, has one case only.</summary>
    private static bool IsMixed(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('A', 'Z') && text.ContainsAnyInRange('a', 'z') && text.ContainsAnyInRange('0', '9');

    /// <summary>By a name that is AWS' own; by any name of a secret near an id; and as an argument beside one.</summary>
    /// <param name="line">The line.</param>
    /// <param name="value">What may be one.</param>
    /// <param name="sinceId">How many lines above there was an access key id.</param>
    private static bool IsSecret(string line, Match value, int sinceId)
    {
        var before = ContextOf(line, value);
        return SecretNames().IsMatch(before)
            || (sinceId <= 3 && AnySecretNames().IsMatch(before))
            || (sinceId <= 1 && before is [.. var rest, '"' or '\''] && !rest.TrimEnd().EndsWith('='));
    }

    [GeneratedRegex("(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])")]
    private static partial Regex Ids();

    [GeneratedRegex("(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])")]
    private static partial Regex Secrets();

    [GeneratedRegex("(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{100,}={0,2}(?![A-Za-z0-9/+=])")]
    private static partial Regex Tokens();

    /// <summary>
    /// What stands between a name and its value: a type, and whatever assigns: <c>=</c>, <c>:</c>, <c>=&gt;</c>, a parameter's
    /// blank, an argument's parenthesis.
    /// </summary>
    private const string Assigned = """["'\]\)]*(?:\s*:?\s*(?:string|str)\s*)?\s*(?::=|=>|[:=,(]|\s)[\s"'`@$(]*[rbuf]?["'`]*$""";

    [GeneratedRegex($"(?:secret[_-]?(?:access[_-]?)?key|aws[_-]?secret){Assigned}", RegexOptions.IgnoreCase)]
    private static partial Regex SecretNames();

    [GeneratedRegex($"secret{Assigned}", RegexOptions.IgnoreCase)]
    private static partial Regex AnySecretNames();

    [GeneratedRegex($"(?:session|security)[_-]?token{Assigned}", RegexOptions.IgnoreCase)]
    private static partial Regex TokenNames();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    /// <summary>What a language lets stand before the quotes of a string.</summary>
    [GeneratedRegex("(?<![A-Za-z0-9_])[rRbBuUfF@$]{1,2}$")]
    private static partial Regex Prefix();
}
