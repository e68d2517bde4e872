using System.Net;
using System.Text.RegularExpressions;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Diagnostics;

/// <summary>
/// Removes from a text what identifies someone or gives access, but keeps its structure, so that a report can be shared
/// and still be read: accounts, users, roles, devices, folders, hosts, keys.
/// </summary>
/// <param name="words">
/// The words to replace, with their substitutes: home folder, user name, machine name. Only whole words are replaced.
/// </param>
public sealed partial class Redactor(IEnumerable<KeyValuePair<string, string>> words)
{
    /// <summary>Two-letter words that the text itself contains.</summary>
    private static readonly HashSet<string> English = new(StringComparer.OrdinalIgnoreCase)
    {
        "am",
        "an",
        "as",
        "at",
        "be",
        "by",
        "do",
        "go",
        "he",
        "id",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "of",
        "on",
        "or",
        "ms",
        "ok",
        "so",
        "to",
        "up",
        "us",
        "we",
    };

    // Longest first: the home folder contains the user's name. Lazy: most processes redact nothing.
    private readonly Lazy<List<(Regex Word, string Substitute)>> _words = new(() =>
        [
            .. words
                .Where(word => word.Key.Length >= 2 && !English.Contains(word.Key))
                .OrderByDescending(word => word.Key.Length)
                .Select(word =>
                    (
                        new Regex(
                            $@"(?<!\w){Regex.Escape(word.Key)}(?!\w)",
                            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
                        ),
                        word.Value
                    )
                ),
        ]
    );

    public string Redact(string text)
    {
        text = SecretKey().Replace(text, "<secret>");
        text = UserInfo().Replace(text, "<user>@");
        text = Url()
            .Replace(
                text,
                match => IsPublic(match.Groups["host"].Value) ? match.Value : $"{match.Groups["scheme"].Value}<host>"
            );
        text = HostAndPort().Replace(text, match => IsPublic(match.Groups["host"].Value) ? match.Value : "<host>");
        text = Address().Replace(text, match => IsPublic(match.Value) ? match.Value : "<address>");
        text = ArnResource()
            .Replace(text, match => $"{match.Groups["before"].Value}<{Kind(match.Groups["kind"].Value)}>");
        text = UniqueId()
            .Replace(text, match => $"{match.Value[..4]}<{(match.Value[1] is 'K' or 'S' ? "key" : "id")}>");
        text = Serial().Replace(text, "<serial>");
        text = Account().Replace(text, "<account>");
        text = EMail().Replace(text, "<e-mail>");
        text = _words.Value.Aggregate(text, (current, word) => word.Word.Replace(current, word.Substitute));
        return FilePath().Replace(text, match => PublicPath().IsMatch(match.Value) ? match.Value : "<path>");
    }

    private static string Kind(string resource) => resource is "user" or "mfa" or "federated-user" ? "user" : "role";

    /// <summary>Returns whether a host identifies no one: hosts of AWS and of this machine.</summary>
    internal static bool IsPublic(string host) =>
        Partitions.IsAwsHost(host)
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (
            IPAddress.TryParse(host.Trim('[', ']'), out var address)
            && (
                IPAddress.IsLoopback(address)
                || address.IsIPv6LinkLocal
                || host.StartsWith("169.254.", StringComparison.Ordinal)
            )
        );

    /// <summary>
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids.
    /// </summary>
    [GeneratedRegex(@"\bA[A-Z][A-Z0-9]{2}[A-Z0-9]{12,}\b")]
    private static partial Regex UniqueId();

    /// <summary>The serial number of a hardware device, such as GAHT12345678.</summary>
    [GeneratedRegex(@"\b[A-Z]{2,6}[0-9]{6,}\b")]
    private static partial Regex Serial();

    /// <summary>
    /// A secret key has 40 characters, a session token hundreds. Nothing else in a report is that long without a break.
    /// </summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{40,}={0,2}(?![A-Za-z0-9+/=])")]
    private static partial Regex SecretKey();

    [GeneratedRegex(@"(?<!\d)\d{12}(?!\d)")]
    private static partial Regex Account();

    [GeneratedRegex(@"(?<=://)[^/@\s]+@")]
    private static partial Regex UserInfo();

    [GeneratedRegex(
        @"(?<scheme>\b[a-z][a-z0-9+.-]*://)(?<host>\[[^\]]*\]|[^\s/:'""`,;)]+)(:\d+)?[^\s'""`,;)]*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Url();

    [GeneratedRegex(@"(?<![\w.@/-])(?<host>[a-z0-9-]+(\.[a-z0-9-]+)+)(?=:\d+\b)", RegexOptions.IgnoreCase)]
    private static partial Regex HostAndPort();

    [GeneratedRegex(@"(?<![\w.])\d{1,3}(\.\d{1,3}){3}(?![\w.])")]
    private static partial Regex Address();

    [GeneratedRegex(
        @"(?<before>:(?<kind>user|mfa|role|assumed-role|federated-user|saml-provider|oidc-provider|group|policy|instance-profile)/)[^\s'"",;)\]]+"
    )]
    private static partial Regex ArnResource();

    [GeneratedRegex(@"(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+")]
    private static partial Regex EMail();

    /// <summary>An absolute path, or one below the home folder.</summary>
    [GeneratedRegex(@"(?<![\w~<>:/.])(~?/|[A-Za-z]:[\\/]|~\\)[^\s'""`,;:()<>/\\][^\s'""`,;:()]*")]
    private static partial Regex FilePath();

    /// <summary>Paths that are the same on every machine.</summary>
    [GeneratedRegex(
        @"^(~[\\/]\.aws([\\/](config|credentials|sso|cli)([\\/]cache)?)?|~[\\/]\.local([\\/]state([\\/]roleassist([\\/][\w.-]*)*)?)?|/dev/\w+|/run/user/\d+(/roleassist([\\/].*)?)?|/tmp/roleassist-\d+([\\/].*)?|/usr/s?bin/\w+|/bin/\w+)[.]?$"
    )]
    private static partial Regex PublicPath();
}
