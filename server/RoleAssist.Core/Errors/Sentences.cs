namespace RoleAssist.Core.Errors;

/// <summary>Puts phrases into messages.</summary>
public static class Sentences
{
    /// <summary>Returns a phrase as a sentence begins.</summary>
    public static string Capitalized(string phrase) =>
        phrase is "" ? "" : string.Concat(phrase[..1].ToUpperInvariant(), phrase[1..]);
}
