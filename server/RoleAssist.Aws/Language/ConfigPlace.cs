using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language;

/// <summary>The part of a line that a position is in.</summary>
internal enum ConfigPart
{
    None,
    Comment,
    HeaderWord,
    HeaderName,
    PropertyName,
    Value,
    NestedName,
    NestedValue,
}

/// <summary>What is at a position, for all features.</summary>
/// <param name="Part">The part of the line.</param>
/// <param name="Span">
/// The text of that part, as far as it is written: it may be empty, or belong to a line that is not finished.
/// </param>
/// <param name="Section">The section around it; null outside of all.</param>
/// <param name="Property">
/// The property in the line. For a nested name that is not finished, the block that it is in.
/// </param>
internal sealed record ConfigPlace(
    ConfigPart Part,
    TextSpan Span,
    DocumentSection? Section = null,
    DocumentProperty? Property = null
);
