using System.Globalization;

namespace RoleAssist.Core.TrustPolicies.Json;

/// <summary>
/// A position in a JSON text, and the JSON pointer (RFC 6901) of the value there. Lines and columns count from 1,
/// columns in UTF-16 code units as editors do.
/// </summary>
internal sealed class SourcePlace(int line, int column, SourcePlace? parent, string segment)
{
    public int Line => line;

    public int Column => column;

    /// <summary>Gets the JSON pointer. Computed when it is needed: few values of a text have findings.</summary>
    public string Pointer => parent is null ? "" : $"{parent.Pointer}/{Escape(segment)}";

    public SourcePlace Item(int index, (int Line, int Column) position) =>
        new(position.Line, position.Column, this, index.ToString(CultureInfo.InvariantCulture));

    public SourcePlace Member(string name, (int Line, int Column) position) =>
        new(position.Line, position.Column, this, name);

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
