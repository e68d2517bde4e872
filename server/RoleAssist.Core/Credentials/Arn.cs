namespace RoleAssist.Core.Credentials;

/// <summary>
/// The common format of ARNs: <c>arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE</c>
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
/// </summary>
public static class Arn
{
    /// <summary>Returns the account in an ARN; null if the text is not an ARN.</summary>
    public static string? AccountOf(string? text) => IsArn(text) ? PartOf(text, 4).ToString() : null;

    /// <summary>Returns the partition in an ARN; null if the text is not an ARN.</summary>
    public static string? PartitionOf(string? text) =>
        Partition(text) is { IsEmpty: false } partition ? partition.ToString() : null;

    /// <summary>Returns the partition in an ARN; nothing if the text is not an ARN.</summary>
    public static ReadOnlySpan<char> Partition(ReadOnlySpan<char> text) => PartOf(text, 1);

    private static bool IsArn(ReadOnlySpan<char> text) => PartOf(text, 0) is "arn";

    private static ReadOnlySpan<char> PartOf(ReadOnlySpan<char> text, int index)
    {
        Span<Range> parts = stackalloc Range[6];
        return text.Split(parts, ':') == parts.Length && text[parts[0]] is "arn" ? text[parts[index]] : [];
    }
}
