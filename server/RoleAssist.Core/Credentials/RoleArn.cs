using System.Diagnostics.CodeAnalysis;

namespace RoleAssist.Core.Credentials;

/// <summary>
/// The ARN of an IAM role, <c>arn:PARTITION:iam::ACCOUNT:role/PATH/NAME</c>
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
/// </summary>
public sealed record RoleArn
{
    // Ranges instead of strings: a list of profiles parses thousands of ARNs and uses few of the parts.
    private readonly Range _partition;
    private readonly Range _account;

    private RoleArn(string value, Range partition, Range account) =>
        (Value, _partition, _account) = (value, partition, account);

    public string Value { get; }

    /// <summary><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>, ...</summary>
    public string Partition => Value[_partition];

    /// <summary>Gets the account's 12 digits. With an STS other than AWS', it can be a tenant or empty.</summary>
    public string Account => Value[_account];

    /// <summary>Gets the role's name without its path.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    public static bool TryParse(string? text, [NotNullWhen(true)] out RoleArn? arn)
    {
        var written = text.AsSpan();
        Span<Range> parts = stackalloc Range[6];
        arn =
            written.Split(parts, ':') == parts.Length
            && written[parts[0]] is "arn"
            && written[parts[1]].Length > 0
            && written[parts[2]] is "iam"
            && written[parts[3]].IsEmpty
            && written[parts[5]].StartsWith("role/")
                ? new RoleArn(text!, parts[1], parts[4])
                : null;
        return arn is not null;
    }

    public override string ToString() => Value;
}
