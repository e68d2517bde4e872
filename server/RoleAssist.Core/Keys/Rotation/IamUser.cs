using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Keys.Rotation;

/// <summary>An IAM user.</summary>
/// <param name="Arn">The ARN.</param>
/// <param name="Partition">The partition, whose IAM alone knows the user.</param>
/// <param name="Name">The name without the path.</param>
public sealed record IamUser(string Arn, Partition Partition, string Name)
{
    /// <summary>Returns the user of an ARN; null if it is the root user or no user.</summary>
    public static IamUser? TryParse(string arn) =>
        arn.Split(':', 6) is ["arn", var partition, "iam", _, _, var resource]
        && resource.Split('/') is ["user", .., { Length: > 0 } name]
            ? new IamUser(arn, Partitions.Find(partition) ?? Partitions.Default, name)
            : null;
}
