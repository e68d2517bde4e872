using System.Text.RegularExpressions;

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

    private const string AccessKeyId = "AWS_ACCESS_KEY_ID";
    private const string SecretAccessKey = "AWS_SECRET_ACCESS_KEY";
    private const string SessionToken = "AWS_SESSION_TOKEN";

    /// <param name="text">The text.</param>
    /// <param name="syntax">Its language's; null where it is not known, which leaves out what to replace keys by.</param>
    public static IReadOnlyList<HardCodedKey> Find(string text, LanguageSyntax? syntax)
    {
        var keys = new List<HardCodedKey>();
        var lines = text.Split('\n');
        var sinceId = int.MaxValue;
        for (var number = 0; number < lines.Length; number++)
        {
            var line = lines[number].TrimEnd('\r');
            var ids = Ids().Matches(line).Where(IsReal).ToList();
            sinceId = ids.Count > 0 ? 0 : sinceId == int.MaxValue ? sinceId : sinceId + 1;
            keys.AddRange(ids.Select(id => KeyAt(line, number, id, AccessKeyId, syntax)));
            keys.AddRange(Secrets().Matches(line)
                .Where(secret => IsReal(secret) && IsMixed(secret.Value) && IsSecret(line, secret, sinceId))
                .Select(secret => KeyAt(line, number, secret, SecretAccessKey, syntax)));
            keys.AddRange(Tokens().Matches(line)
                .Where(token => IsMixed(token.Value) && TokenNames().IsMatch(line.AsSpan(0, token.Index)))
                .Select(token => KeyAt(line, number, token, SessionToken, syntax)));
        }

        return [.. keys.OrderBy(key => key.Line).ThenBy(key => key.Start)];
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
        if (!isWhole || syntax?.EnvironmentVariable(variable) is not { } expression)
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

    /// <summary>The quotes that a part of a line stands between; null for none.</summary>
    private static char? QuoteAround(string line, int start, int end) =>
        start > 0 && end < line.Length && line[start - 1] == line[end] && line[end] is '"' or '\'' or '`' ? line[end] : null;

    private static bool IsBoundary(string line, int index) =>
        index < 0 || index >= line.Length || char.IsWhiteSpace(line[index]) || line[index] is '=' or ';';

    private static bool IsReal(Match key) => !key.Value.Contains(DocumentationMark, StringComparison.Ordinal);

    /// <summary>A hash in hexadecimal, which is as long, has one case only.</summary>
    private static bool IsMixed(string text) => text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiDigit);

    /// <summary>By a name that is AWS' own; by any name of a secret near an id; and as an argument beside one.</summary>
    /// <param name="line">The line.</param>
    /// <param name="value">What may be one.</param>
    /// <param name="sinceId">How many lines above there was an access key id.</param>
    private static bool IsSecret(string line, Match value, int sinceId)
    {
        var before = line.AsSpan(0, value.Index);
        return SecretNames().IsMatch(before)
            || (sinceId <= 3 && AnySecretNames().IsMatch(before))
            || (sinceId <= 1 && before is [.. var rest, '"' or '\''] && !rest.TrimEnd().EndsWith("="));
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

    /// <summary>What a language lets stand before the quotes of a string.</summary>
    [GeneratedRegex("(?<![A-Za-z0-9_])[rRbBuUfF@$]{1,2}$")]
    private static partial Regex Prefix();
}
