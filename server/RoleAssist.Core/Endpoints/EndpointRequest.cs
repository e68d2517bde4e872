namespace RoleAssist.Core.Endpoints;

/// <summary>What the endpoint rules of AWS' SDKs decide by.</summary>
/// <param name="UseGlobalEndpoint">Whether the oldest regions share STS' first endpoint, as they did before each had its own.</param>
/// <param name="CustomUrl">An endpoint that somebody configured.</param>
public sealed record EndpointRequest(
    string? Region,
    bool UseFips = false,
    bool UseDualStack = false,
    bool UseGlobalEndpoint = false,
    Uri? CustomUrl = null)
{
    /// <summary>The region's partition.</summary>
    public Partition Partition { get; init; } = Region is null ? Partitions.Default : Partitions.OfRegion(Region);

    /// <summary>Whose settings these are, for messages.</summary>
    public string? Profile { get; init; }

    /// <summary>Nobody signs for a partition as a whole, so its home region stands in for it.</summary>
    internal string SigningRegion =>
        Region is null || Region == Partition.GlobalRegion ? Partition.ImplicitGlobalRegion : Region;
}
