namespace RoleAssist.Sandbox.Signing;

/// <summary>What a signature must be made for to be valid for a service.</summary>
/// <param name="Name">The service's name in credential scopes.</param>
/// <param name="OnlyRegion">
/// The only region that a global service accepts; null for all regions of the partition.
/// </param>
internal sealed record SignedService(string Name, string? OnlyRegion)
{
    public static SignedService Sts { get; } = new("sts", OnlyRegion: null);

    public static SignedService Iam { get; } = new("iam", OnlyRegion: "us-east-1");

    /// <summary>Organizations has one endpoint in each partition.</summary>
    public static SignedService Organizations { get; } = new("organizations", OnlyRegion: "us-east-1");

    public static SignedService Ec2 { get; } = new("ec2", OnlyRegion: null);
}
