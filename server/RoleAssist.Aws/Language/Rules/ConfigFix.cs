using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>A way to mend a finding: edits of the documents, or something to do.</summary>
/// <param name="Title">What it does, as an imperative.</param>
public sealed record ConfigFix(string Title)
{
    /// <summary>Gets the imperative, without anything that looks like a secret.</summary>
    public string Title { get; } = FindingText.Of(Title);

    /// <summary>Gets the function that computes the edits; null if there is only something to do.</summary>
    public Func<IReadOnlyList<DocumentEdit>>? Edits { get; init; }

    /// <summary>Gets what to do beside or instead of editing.</summary>
    public FixAction? Action { get; init; }

    /// <summary>Whether it changes nothing but what was certainly meant, so that all such fixes can be made at once.</summary>
    public bool IsSafe { get; init; }
}

/// <summary>Replaces a part of a document.</summary>
public sealed record DocumentEdit(ConfigDocument Document, TextSpan Span, string Text);

/// <summary>What an edit cannot do.</summary>
public enum FixAction
{
    /// <summary>Moves long-lived keys into the vault.</summary>
    MoveKeys,

    /// <summary>Takes the file away from other users.</summary>
    RestrictFile,

    /// <summary>Writes code that asks for what the SDK does not read from the files.</summary>
    GenerateCode,
}
