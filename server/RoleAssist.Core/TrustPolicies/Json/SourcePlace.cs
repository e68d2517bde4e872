using System.Globalization;

namespace RoleAssist.Core.TrustPolicies.Json;

/// <summary>
/// A position in a JSON text, and the JSON pointer (RFC 6901) of the value there. Lines and columns count from 1,
/// columns in UTF-16 code units as editors do.
/// </summary>
internal sealed class SourcePlace(SourceToken token, SourcePlace? parent, string segment)
{
    public int Line => token.Line;

    public int Column => token.Column;

    public int EndColumn => token.EndColumn;

    /// <summary>Gets the JSON pointer. Computed when it is needed: few values of a text have findings.</summary>
    public string Pointer => parent is null ? "" : $"{parent.Pointer}/{Escape(segment)}";

    /// <summary>Describes this place for a finding elsewhere.</summary>
    public RelatedPlace Explain(string message) => new(message, Line, Column, EndColumn);

    public SourcePlace Item(int index, SourceToken token) =>
        new(token, this, index.ToString(CultureInfo.InvariantCulture));

    public SourcePlace Member(string name, SourceToken token) => new(token, this, name);

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}

/// <summary>
/// A token of a JSON text. No token contains a line break. Of an object or an array it is the opening bracket.
/// </summary>
internal readonly record struct SourceToken(int Line, int Column, int EndColumn);
