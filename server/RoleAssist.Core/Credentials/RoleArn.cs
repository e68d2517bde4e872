using System.Diagnostics.CodeAnalysis;

namespace RoleAssist.Core.Credentials;

/// <summary>
/// The ARN of an IAM role, <c>arn:PARTITION:iam::ACCOUNT:role/PATH/NAME</c>
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
/// </summary>
public sealed record RoleArn
{
    private RoleArn(string value, string partition, string account, string name) =>
        (Value, Partition, Account, Name) = (value, partition, account, name);

    public string Value { get; }

    /// <summary><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>, ...</summary>
    public string Partition { get; }

    /// <summary>The account's 12 digits; what another STS than AWS' has in their place, which may be nothing.</summary>
    public string Account { get; }

    /// <summary>The role's name without its path.</summary>
    public string Name { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out RoleArn? arn)
    {
        arn = text?.Split(':', 6) is ["arn", var partition, "iam", "", var account, var resource]
            && partition.Length > 0 && resource.StartsWith("role/", StringComparison.Ordinal)
                ? new RoleArn(text, partition, account, resource[(resource.LastIndexOf('/') + 1)..])
                : null;
        return arn is not null;
    }

    public override string ToString() => Value;
}
