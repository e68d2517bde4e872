using System.Text;

namespace RoleAssist.Core.Profiles;

/// <summary>The names that identify sections of the AWS files across all kinds.</summary>
internal static class SectionName
{
    private static readonly string[] Kinds = ["profile", "sso-session", "services"];

    /// <summary>Returns the name alone, as in the credentials file.</summary>
    public static string Profile(string name) => name;

    public static string SsoSession(string name) => $"sso-session {name}";

    public static string Services(string name) => $"services {name}";

    /// <summary>
    /// Whether a header that AWS tools ignore was meant for the section. They differ only in blanks, quotes, the case
    /// of the kind, or an extra or missing kind.
    /// </summary>
    public static bool Matches(string header, string section)
    {
        var (written, wanted) = (Plain(header), Plain(section));
        return string.Equals(written, wanted, StringComparison.Ordinal)
            || (wanted == ProfileNames.Default && string.Equals(written, wanted, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Normalizes a name to words separated by single blanks, without the word <c>profile</c>, quotes and invisible
    /// characters.
    /// </summary>
    private static string Plain(string header)
    {
        var text = new StringBuilder();
        foreach (var character in header)
        {
            if (char.IsWhiteSpace(character))
            {
                text.Append(' ');
            }
            else if (
                char.GetUnicodeCategory(character)
                    is not (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control)
                && character is not ('"' or '\'')
            )
            {
                text.Append(character);
            }
        }

        var words = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (
            words.Length > 1
            && Array.Find(Kinds, kind => kind.Equals(words[0], StringComparison.OrdinalIgnoreCase)) is { } known
        )
        {
            words = known == "profile" ? words[1..] : [known, .. words[1..]];
        }

        return string.Join(' ', words);
    }
}
