using RoleAssist.Core.TrustPolicies.Json;

namespace RoleAssist.Core.TrustPolicies;

/// <summary>A text of a policy.</summary>
/// <param name="Text">
/// The text, in which CloudFormation's variables are written <c>${...}</c>; null if only CloudFormation knows it.
/// </param>
internal sealed record PolicyText(string? Text, SourcePlace Place)
{
    /// <summary>The longest part of a text in a message.</summary>
    private const int LongestQuote = 120;

    /// <summary>Stands for a part that only CloudFormation knows.</summary>
    private const string Unknown = "${...}";

    /// <summary>Whether parts of the text are unknown, so that its form cannot be judged.</summary>
    public bool HasVariables => Text is null || Text.Contains("${", StringComparison.Ordinal);

    /// <summary>Whether the text has a wildcard of <c>StringLike</c>.</summary>
    public bool HasWildcard => Text is not null && Text.AsSpan().ContainsAny('*', '?');

    /// <summary>Reads the texts of a value: one, or a list.</summary>
    public static IReadOnlyList<PolicyText> ReadList(SourceNode node) =>
        [.. node.AsList.Select(item => new PolicyText(TextOf(item), item.Place))];

    /// <summary>Writes a name or value in a message.</summary>
    public static string Quote(string? text) =>
        text is { Length: > LongestQuote } ? $"'{text[..LongestQuote]}…'" : $"'{text}'";

    /// <summary>
    /// Returns the text of a value, with CloudFormation's functions for texts
    /// (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html).
    /// </summary>
    private static string? TextOf(SourceNode node) =>
        node switch
        {
            { IsObject: true, Members: [{ Name: "Fn::Sub", Value: { IsArray: true, Items: [var text, ..] } }] } =>
                TextOf(text),
            { IsObject: true, Members: [{ Name: "Fn::Sub", Value: var text }] } => TextOf(text),
            {
                IsObject: true,
                Members: [{ Name: "Fn::Join", Value.Items: [{ IsString: true } separator, { IsArray: true } parts] }]
            } => string.Join(separator.Text, parts.Items.Select(part => TextOf(part) ?? Unknown)),
            { IsObject: true } or { IsArray: true } => null,
            _ => node.Text,
        };
}
