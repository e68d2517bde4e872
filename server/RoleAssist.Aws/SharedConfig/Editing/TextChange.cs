using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>
/// A span of the old text and what replaces it: an edit of an editor, and the unit of a file's change.
/// </summary>
internal sealed record TextChange(TextSpan Span, string NewText)
{
    /// <summary>Returns only the place: the text may be a secret.</summary>
    public override string ToString() => $"{Span.Start}+{Span.Length}";
}
