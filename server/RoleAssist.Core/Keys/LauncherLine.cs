using System.Text;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Keys;

/// <summary>The <c>credential_process</c> line by which other tools ask RoleAssist.</summary>
public static class LauncherLine
{
    private const string Program = "roleassist";
    private const string Verb = "credential-process";
    private const string NameInHex = "--name-in-hex";

    /// <summary>
    /// Creates the line. SDKs differ in how they read quotes, so neither part may need them: a name that would is
    /// written in hexadecimal digits.
    /// </summary>
    public static string Create(string launcher, string profile) =>
        ProfileNames.IsPlain(profile) && !profile.StartsWith('-')
            ? $"{launcher} {Verb} {profile}"
            : $"{launcher} {Verb} {NameInHex} {Convert.ToHexStringLower(Encoding.UTF8.GetBytes(profile))}";

    /// <summary>Whether a line starts RoleAssist, wherever that was installed.</summary>
    public static bool IsOwn(string? line) =>
        line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var program, Verb, ..]
        && NameOf(program).Equals(Program, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Returns the profile that a line asks RoleAssist for, and the text that stands for it: the name, or the option with
    /// its digits; null if the line starts something else or has another form.
    /// </summary>
    public static (string Name, Range Text)? ProfileIn(string line)
    {
        if (!IsOwn(line))
        {
            return null;
        }

        Span<Range> words = stackalloc Range[6];
        var count = line.AsSpan().Split(words, ' ', StringSplitOptions.RemoveEmptyEntries);
        var profile = words[2];
        return count switch
        {
            > 3 when line[profile] == NameInHex => NameOfDigits(line[words[3]]) is { } name
                ? (name, profile.Start..words[3].End)
                : null,
            > 2 when !line[profile].StartsWith('-') => (line[profile], profile),
            _ => null,
        };
    }

    private static string? NameOfDigits(string digits)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromHexString(digits));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Returns a program's name; the line may have been written on another operating system.</summary>
    private static string NameOf(string program) =>
        program.Trim('"')[(program.Trim('"').LastIndexOfAny(['/', '\\']) + 1)..].Split('.')[0];
}
