using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>A mistake in the AWS files.</summary>
/// <param name="Document">The document that it is in.</param>
/// <param name="Code">The rule, stable for programs.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Span">The place, within one line.</param>
/// <param name="Message">Sentences that say what is wrong and what to do.</param>
public sealed record ConfigFinding(
    ConfigDocument Document,
    string Code,
    FindingLevel Level,
    TextSpan Span,
    string Message
)
{
    /// <summary>Gets the sentences, without anything that looks like a secret.</summary>
    public string Message { get; } = FindingText.Of(Message);

    /// <summary>Whether reading the files reports it too.</summary>
    public bool IsOfReading { get; init; }

    /// <summary>Gets the profile that it is about; null if it is about none.</summary>
    public string? Subject { get; init; }

    /// <summary>Gets other places that the mistake is about.</summary>
    public IReadOnlyList<RelatedSpan> Related { get; init; } = [];

    /// <summary>Whether the place holds a setting that something newer replaces.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>Whether the place can be removed.</summary>
    public bool IsUnnecessary { get; init; }

    /// <summary>Gets the ways to mend it, the best one first.</summary>
    public IReadOnlyList<ConfigFix> Fixes { get; init; } = [];
}

/// <param name="Message">A sentence that says what is there.</param>
public sealed record RelatedSpan(ConfigDocument Document, TextSpan Span, string Message)
{
    public string Message { get; } = FindingText.Of(Message);
}
