using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language;

/// <summary>What a completion stands for, which decides its icon.</summary>
public enum ConfigCompletionKind
{
    HeaderWord,
    Setting,
    Block,
    Value,
    EnumValue,
    Name,
    Snippet,
}

/// <summary>Something that can be written at a position.</summary>
/// <param name="Label">The text in the list.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Replaced">The text that it replaces, in one line.</param>
/// <param name="NewText">What is written; a snippet if <see cref="IsSnippet"/>.</param>
/// <param name="Rank">Its place in the list: smaller ones come first.</param>
public sealed record ConfigCompletion(
    string Label,
    ConfigCompletionKind Kind,
    TextSpan Replaced,
    string NewText,
    int Rank = ConfigCompletion.Usual
)
{
    public const int Needed = 0;
    public const int Usual = 1;
    public const int OfOneTool = 2;
    public const int Discouraged = 7;
    public const int Deprecated = 8;
    public const int LongSnippet = 9;

    public bool IsSnippet { get; init; }

    /// <summary>Gets a short text beside the label.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets what it is, as plain text.</summary>
    public string? Documentation { get; init; }

    public bool IsDeprecated { get; init; }

    /// <summary>Gets what the typed text is compared with; null for the label.</summary>
    public string? Filter { get; init; }
}
