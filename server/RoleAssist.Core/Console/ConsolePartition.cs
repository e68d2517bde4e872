namespace RoleAssist.Core.Console;

/// <summary>
/// The addresses of the console of a partition
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html).
/// </summary>
/// <param name="Id">The partition.</param>
/// <param name="SignInHost">Where a sign-in token is issued and redeemed.</param>
/// <param name="ConsoleDomain">The domain of the console, of which each region has a host.</param>
/// <param name="GlobalRegion">The region whose console shows global services.</param>
public sealed record ConsolePartition(string Id, string SignInHost, string ConsoleDomain, string GlobalRegion)
{
    /// <summary>
    /// Gets the partitions whose console is known. The addresses of the ISO partitions are not public.
    /// </summary>
    public static IReadOnlyList<ConsolePartition> All { get; } =
    [
        new("aws", "signin.aws.amazon.com", "console.aws.amazon.com", "us-east-1"),
        new("aws-cn", "signin.amazonaws.cn", "console.amazonaws.cn", "cn-north-1"),
        new("aws-us-gov", "signin.amazonaws-us-gov.com", "console.amazonaws-us-gov.com", "us-gov-west-1"),
        // There is no host without a region.
        new("aws-eusc", "eusc-de-east-1.signin.amazonaws-eusc.eu", "console.amazonaws-eusc.eu", "eusc-de-east-1"),
    ];

    /// <summary>Returns the partition of that ID; null if its console is not known.</summary>
    public static ConsolePartition? Find(string id) => All.FirstOrDefault(partition => partition.Id == id);
}
