using System.Text;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Keys;

/// <summary>The <c>credential_process</c> line by which other tools ask RoleAssist.</summary>
public static class LauncherLine
{
    private const string Program = "roleassist";
    private const string Verb = "credential-process";

    /// <summary>
    /// Creates the line. SDKs differ in how they read quotes, so neither part may need them: a name that would is
    /// written in hexadecimal digits.
    /// </summary>
    public static string Create(string launcher, string profile) =>
        ProfileNames.IsPlain(profile) && !profile.StartsWith('-')
            ? $"{launcher} {Verb} {profile}"
            : $"{launcher} {Verb} --name-in-hex {Convert.ToHexStringLower(Encoding.UTF8.GetBytes(profile))}";

    /// <summary>Whether a line starts RoleAssist, wherever that was installed.</summary>
    public static bool IsOwn(string? line) =>
        line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var program, Verb, ..]
        && NameOf(program).Equals(Program, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns a program's name; the line may have been written on another operating system.</summary>
    private static string NameOf(string program) =>
        program.Trim('"')[(program.Trim('"').LastIndexOfAny(['/', '\\']) + 1)..].Split('.')[0];
}
