using System.Text.RegularExpressions;

namespace RoleAssist.Core.Security;

/// <summary>
/// Takes out of a text what tells who somebody is, or what opens something, and leaves the shape of it, so that
/// a report can be shared and still be read: accounts, users, folders, hosts, keys.
/// </summary>
/// <param name="words">What to replace wherever it stands as a word of its own, and by what: the home folder, the user's name, the machine's.</param>
public sealed partial class Redactor(IEnumerable<KeyValuePair<string, string>> words)
{
    /// <summary>Shorter names are parts of too many words.</summary>
    private const int ShortestWord = 3;

    // The longest first: the home folder holds the user's name.
    private readonly List<(Regex Word, string Substitute)> _words =
    [
        .. words
            .Where(word => word.Key.Length >= ShortestWord)
            .OrderByDescending(word => word.Key.Length)
            .Select(word => (
                new Regex($@"(?<!\w){Regex.Escape(word.Key)}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant),
                word.Value)),
    ];

    public string Redact(string text)
    {
        text = SecretKey().Replace(text, "<secret>");
        text = AccessKeyId().Replace(text, match => match.Value[..4] + "<key>");
        text = UserInfo().Replace(text, "<user>@");
        text = UserArn().Replace(text, match => $"{match.Groups["before"].Value}<user>");
        text = Account().Replace(text, "<account>");
        text = EMail().Replace(text, "<e-mail>");
        return _words.Aggregate(text, (current, word) => word.Word.Replace(current, word.Substitute));
    }

    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids.</summary>
    [GeneratedRegex(@"\bA[KS]IA[A-Z0-9]{12,}\b")]
    private static partial Regex AccessKeyId();

    /// <summary>A secret key has 40 characters, a session token hundreds; nothing else in a report is that long without a break.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{40,}={0,2}(?![A-Za-z0-9+/=])")]
    private static partial Regex SecretKey();

    [GeneratedRegex(@"(?<!\d)\d{12}(?!\d)")]
    private static partial Regex Account();

    [GeneratedRegex(@"(?<=://)[^/@\s]+@")]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"(?<before>:(user|mfa)/)[^\s'"",;)]+")]
    private static partial Regex UserArn();

    [GeneratedRegex(@"(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+")]
    private static partial Regex EMail();
}
