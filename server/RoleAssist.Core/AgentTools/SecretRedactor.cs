using System.Text;
using System.Text.RegularExpressions;

namespace RoleAssist.Core.AgentTools;

/// <summary>
/// Removes secrets from what a command has printed before an agent reads it: those of this process, whole and in parts, in
/// the forms in which tools print them, and whatever has the name or the form of a credential. A program that wants to can
/// still encrypt a secret, or print it in a form of its own: what it is worth is limited by the session policy and its
/// lifetime.
/// </summary>
public sealed partial class SecretRedactor
{
    /// <summary>Stands for what was removed.</summary>
    public const string Substitute = "[secret-removed]";

    /// <summary>In characters. Anything shorter would be found in ordinary words.</summary>
    private const int Shortest = 12;

    private readonly List<string> _known;
    private readonly SecretFragments _fragments;

    /// <param name="secrets">Secrets that are known.</param>
    public SecretRedactor(IEnumerable<string?> secrets)
    {
        List<string> known = [.. secrets.OfType<string>().Where(secret => secret.Length >= Shortest).Distinct()];
        _fragments = new SecretFragments(known.Where(SecretFragments.IsRandom));
        _known =
        [
            .. known
                .SelectMany(FormsOf)
                .Distinct(StringComparer.Ordinal)
                // Longest first: a form may contain another one.
                .OrderByDescending(form => form.Length),
        ];
    }

    /// <summary>Returns the text without secrets, in time linear in its length.</summary>
    public string Redact(string text)
    {
        // First, because they take what is encoded as a whole.
        text = _fragments.Replace(text, Substitute);
        foreach (var form in _known)
        {
            text = text.Replace(form, Substitute, StringComparison.Ordinal);
        }

        text = PrivateKey().Replace(text, Substitute);
        text = Token().Replace(text, Substitute);
        text = Header().Replace(text, match => $"{match.Groups["name"].Value}{Substitute}");
        text = Element().Replace(text, match => $"{match.Groups["name"].Value}{Substitute}<");
        text = Member()
            .Replace(
                text,
                match =>
                    SecretNames.IsSecret(match.Groups["key"].ValueSpan) && IsSecretValue(match.Groups["value"].Value)
                        ? $"{match.Groups["name"].Value}{Substitute}"
                        : match.Value
            );
        text = Named()
            .Replace(
                text,
                match =>
                    IsValue(match.Groups["value"].Value) ? $"{match.Groups["name"].Value}{Substitute}" : match.Value
            );
        return SecretKey().Replace(text, match => IsSecretKey(match.Value) ? Substitute : match.Value);
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return Uri.EscapeDataString(secret).Replace("%2F", "/", StringComparison.Ordinal);
        yield return secret.Replace("/", @"\/", StringComparison.Ordinal);
        yield return Escaped(secret, upper: true);
        yield return Escaped(secret, upper: false);
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);

        // In base64, the characters at both ends depend on the neighbors of the secret.
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            yield return text[(offset == 0 ? 0 : 4)..^4];
            yield return text[(offset == 0 ? 0 : 4)..^4].Replace('+', '-').Replace('/', '_');
        }
    }

    /// <summary>As JSON writers escape it that expect to be embedded in HTML.</summary>
    private static string Escaped(string secret, bool upper) =>
        string.Concat(
            secret.Select(character =>
                char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '-' or '_'
                    ? character.ToString()
                    : $@"\u{(upper ? ((int)character).ToString("X4", null) : ((int)character).ToString("x4", null))}"
            )
        );

    /// <summary>Whether a value can be a secret, and is not a word of a language or what stands for nothing.</summary>
    private static bool IsValue(string value) =>
        value.Length >= 4
        && !value.StartsWith(Substitute[..^1], StringComparison.Ordinal)
        && value is not ("null" or "None" or "true" or "false" or "True" or "False" or "undefined");

    /// <summary>Whether the value of a member with the name of a secret is one, and not where it is kept.</summary>
    private static bool IsSecretValue(string value) =>
        IsValue(value) && !value.StartsWith("arn:", StringComparison.Ordinal);

    /// <summary>
    /// Secret access keys have no form except for their 40 characters, so that a path of that length would match too; but
    /// no path has this many changes between small letters, capitals and digits.
    /// </summary>
    private static bool IsSecretKey(string text)
    {
        var changes = 0;
        for (var index = 1; index < text.Length; index++)
        {
            changes += KindOf(text[index]) != KindOf(text[index - 1]) ? 1 : 0;
        }

        return text.Any(char.IsAsciiLetterUpper)
            && text.Any(char.IsAsciiLetterLower)
            && text.Any(char.IsAsciiDigit)
            && changes >= 14;
    }

    private static int KindOf(char character) =>
        char.IsAsciiLetterUpper(character) ? 0
        : char.IsAsciiLetterLower(character) ? 1
        : char.IsAsciiDigit(character) ? 2
        : 3;

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----.*?(-----END [A-Z ]{0,30}PRIVATE KEY-----|\z)",
        RegexOptions.Singleline
    )]
    private static partial Regex PrivateKey();

    /// <summary>Session tokens of STS, access tokens of Identity Center, and JSON web tokens.</summary>
    [GeneratedRegex(
        @"(?<![A-Za-z0-9])((IQoJ|FwoG|FQoG|FQoD|AQoD)[A-Za-z0-9/+=%]{60,}|aoa[A-Za-z0-9][A-Za-z0-9/+=:_-]{60,}|eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,8000}\.[A-Za-z0-9_-]*)"
    )]
    private static partial Regex Token();

    /// <summary>A header, and the parameters of a URL that is signed.</summary>
    [GeneratedRegex(
        @"(?<name>\bauthorization['""]?\s{0,4}[:=]\s{0,4}['""]?((bearer|basic)\s+)?|x-amz-(security-token|signature|credential)['""]?\s{0,4}[:=]\s{0,4}['""]?)[^\s'""&,}]+[^\r\n'""&}]*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Header();

    [GeneratedRegex(
        @"(?<name><(SecretAccessKey|SessionToken|SecurityToken|AccessToken|RefreshToken|IdToken|SecretString|PrivateKey|KeyMaterial|Plaintext|Password|pre_shared_key)>)[^<]*<",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Element();

    /// <summary>
    /// A name of a secret and its value, as JSON, YAML, INI, tables and shells write them. What comes before the name may
    /// be part of it, as in <c>TF_VAR_db_password</c>.
    /// </summary>
    [GeneratedRegex(
        @"(?<name>(secret_?access_?key|aws_?secret_?key|session_?token|security_?token|access_?token|refresh_?token|id_?token|bearer_?token|auth(orization|entication)?_?token|client_?secret|secret_?(string|binary)|private_?key|key_?material|pass(word|wd|phrase)|password_?data|plaintext|base32_?string_?seed|api_?key_?value)(\\?['""])?\s{0,40}[:=|\t]\s{0,40}(\\?['""])?)(?<value>[^\s'""<>,|&})\]\\]+)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Named();

    /// <summary>A member in an answer of AWS, as JSON, YAML and tables of the AWS CLI show it.</summary>
    [GeneratedRegex(
        @"(?<name>""(?<key>[A-Za-z0-9_-]{3,80})""\s{0,4}:\s{0,4}"")(?<value>(\\.|[^""\\\r\n])+)"
            + @"|(?<name>\\""(?<key>[A-Za-z0-9_-]{3,80})\\""\s{0,4}:\s{0,4}\\"")(?<value>[^""\\\r\n]+)"
            + @"|(?<name>^[ \t-]{0,80}(?<key>[A-Za-z0-9_]{3,80}):[ ]['""]?)(?<value>[^\s'""]+)"
            + @"|(?<name>\|[ ]{1,80}(?<key>[A-Za-z0-9_]{3,80})[ ]{1,80}\|[ ]{1,80})(?<value>[^\s|]+)",
        RegexOptions.Multiline
    )]
    private static partial Regex Member();

    [GeneratedRegex(@"(?<![A-Za-z0-9/+=_-])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_-])")]
    private static partial Regex SecretKey();
}
