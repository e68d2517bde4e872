using System.Text;
using System.Text.RegularExpressions;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Populate;

/// <summary>
/// Names profiles after accounts and roles. SDKs disagree on names with blanks and other signs, so a name has only those
/// that all of them read.
/// </summary>
public sealed partial class ProfileNameTemplate
{
    public const string Default = "{account}-{role}";

    private const int MaxLength = 200;

    private static readonly string[] Placeholders = ["account", "accountId", "role", "session"];

    private readonly string _text;
    private readonly Func<string, string> _toLatin;

    /// <param name="text">The template; null for <see cref="Default"/>.</param>
    /// <param name="toLatin">Transliterates text of any script to ASCII.</param>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public ProfileNameTemplate(string? text, Func<string, string> toLatin)
    {
        (_text, _toLatin) = (text ?? Default, toLatin);
        var unknown = Placeholder().Matches(_text).FirstOrDefault(match => !Placeholders.Contains(NameIn(match)));
        if (unknown is not null)
        {
            throw Invalid($"has an unknown placeholder '{unknown.Value}'");
        }

        if (_text.Length > MaxLength || !Placeholder().IsMatch(_text))
        {
            throw Invalid(
                _text.Length > MaxLength ? "is too long" : "has no placeholder, so all profiles had one name"
            );
        }

        if (Placeholder().Replace(_text, "").FirstOrDefault(sign => !IsAllowed(sign)) is var strange and not '\0')
        {
            throw Invalid($"contains '{strange}', which not every AWS tool reads in a profile's name");
        }
    }

    /// <summary>Returns the name of a profile.</summary>
    public string Expand(string account, string accountId, string role, string session)
    {
        var name = Placeholder()
            .Replace(
                _text,
                match =>
                    NameIn(match) switch
                    {
                        "account" => ToPlain(account) is { Length: > 0 } plain ? plain : accountId,
                        "accountId" => accountId,
                        "role" => ToPlain(role),
                        _ => ToPlain(session),
                    }
            );
        return ToPlain(name);
    }

    /// <summary>Replaces blanks, and signs that some tool does not read, with dashes; one for several in a row.</summary>
    private string ToPlain(string text)
    {
        var plain = new StringBuilder();
        foreach (var character in _toLatin(text))
        {
            if (ProfileNames.IsPlain(character))
            {
                plain.Append(character);
            }
            else if (plain is not [.., '-'] and { Length: > 0 })
            {
                plain.Append('-');
            }
        }

        return plain.ToString().Trim('-');
    }

    private static string NameIn(Match placeholder) => placeholder.Groups["name"].Value;

    private static bool IsAllowed(char sign) => ProfileNames.IsPlain(sign) || sign == ' ';

    private static RoleAssistException Invalid(string what) =>
        new(
            ErrorCode.InvalidArgument,
            $"The template of names {what}.",
            $"Use {string.Join(", ", Placeholders.Select(name => $"{{{name}}}"))}, such as {Default}."
        );

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
