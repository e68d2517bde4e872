namespace RoleAssist.Core.Endpoints;

/// <summary>The syntax of region names, whether or not AWS has a region of that name.</summary>
public static class RegionName
{
    /// <summary>
    /// Whether the text is a valid label of a host name, which it becomes part of (RFC 1123, section 2.1).
    /// </summary>
    public static bool IsValid(string text) =>
        text.Length <= 63
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
        && text.Trim('-') == text;
}
