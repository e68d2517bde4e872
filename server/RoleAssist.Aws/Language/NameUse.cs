using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language;

/// <summary>A place where a name is written.</summary>
/// <param name="Kind">What the name stands for.</param>
/// <param name="Name">The name.</param>
/// <param name="Span">The name itself, without quotes, or what stands for it.</param>
/// <param name="IsDefinition">Whether it is in the header that begins the section of the name.</param>
/// <param name="Around">The section of a definition, the value of a reference.</param>
public sealed record NameUse(NameKind Kind, string Name, TextSpan Span, bool IsDefinition, TextSpan Around);
