using RoleAssist.Core.Security;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>
/// What every text of a finding passes. Files repeat anything, in values and in names: a secret in the wrong line, or a
/// megabyte.
/// </summary>
internal static class FindingText
{
    /// <summary>Rules cut the values that they repeat; this is for names and for what a rule forgot.</summary>
    private const int MaxLength = 2_000;

    public static string Of(string text)
    {
        var shown = SecretText.Hide(text);
        return shown.Length <= MaxLength ? shown : $"{shown[..MaxLength]}…";
    }
}
