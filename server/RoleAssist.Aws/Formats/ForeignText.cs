namespace RoleAssist.Aws.Formats;

internal static class ForeignText
{
    private const int Longest = 200;

    /// <summary>What a service says of itself, fit to be shown: one line, without what steers a terminal, and not too long.</summary>
    public static string Printable(string text)
    {
        var line = string.Concat(text.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? ' ' : character)).Trim();
        return line.Length <= Longest ? line : $"{line[..Longest]}…";
    }
}
