namespace RoleAssist.Core.Endpoints;

/// <summary>What may be the name of a region, whether AWS has one of that name or not.</summary>
internal static class RegionName
{
    /// <summary>It becomes a label of a host name, so it may be nothing else (RFC 1123, section 2.1).</summary>
    public static bool IsValid(string text) =>
        text.Length <= 63 && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-') && text.Trim('-') == text;
}
