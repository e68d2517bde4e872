namespace RoleAssist.Core.Endpoints;

/// <summary>The input of the endpoint rules of AWS SDKs.</summary>
/// <param name="UseGlobalEndpoint">
/// Whether the oldest regions use STS' global endpoint, as before each had its own.
/// </param>
/// <param name="CustomUrl">A configured endpoint.</param>
public sealed record EndpointRequest(
    string? Region,
    bool UseFips = false,
    bool UseDualStack = false,
    bool UseGlobalEndpoint = false,
    Uri? CustomUrl = null
)
{
    /// <summary>Gets the region's partition.</summary>
    public Partition Partition { get; init; } = Region is null ? Partitions.Default : Partitions.FromRegion(Region);

    /// <summary>Gets the profile whose settings these are, for messages.</summary>
    public string? Profile { get; init; }

    /// <summary>
    /// Gets the region to sign for. Requests cannot be signed for a whole partition, so its home region is used.
    /// </summary>
    internal string SigningRegion =>
        Region is null || Region == Partition.GlobalRegion ? Partition.ImplicitGlobalRegion : Region;
}
