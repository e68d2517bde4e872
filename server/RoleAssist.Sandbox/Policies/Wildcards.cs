using System.IO.Enumeration;

namespace RoleAssist.Sandbox.Policies;

/// <summary>Patterns in which <c>*</c> stands for any characters and <c>?</c> for one.</summary>
internal static class Wildcards
{
    /// <summary>
    /// Whether a text matches. Unlike in patterns of .NET, a backslash is a character like any other, and empty text
    /// matches an empty pattern.
    /// </summary>
    public static bool Match(string pattern, string text, bool ignoreCase = false) =>
        text.Length == 0
            ? pattern.All(character => character == '*')
            : FileSystemName.MatchesSimpleExpression(
                pattern.Replace(@"\", @"\\", StringComparison.Ordinal),
                text,
                ignoreCase
            );
}
