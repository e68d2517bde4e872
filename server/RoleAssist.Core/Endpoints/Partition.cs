namespace RoleAssist.Core.Endpoints;

/// <summary>An isolated part of AWS. Credentials and roles of one partition are not valid in another.</summary>
/// <param name="Id">The name in ARNs.</param>
/// <param name="ImplicitGlobalRegion">The region of its global services.</param>
/// <param name="RegionPattern">The pattern of the names of its regions, including future ones.</param>
/// <param name="Regions">The known regions.</param>
public sealed record Partition(
    string Id,
    string DnsSuffix,
    string DualStackDnsSuffix,
    string ImplicitGlobalRegion,
    string RegionPattern,
    IReadOnlyList<string> Regions
)
{
    public bool SupportsFips { get; init; } = true;

    public bool SupportsDualStack { get; init; } = true;

    /// <summary>Gets the pseudo-region that stands for the whole partition.</summary>
    public string GlobalRegion { get; } = $"{Id}-global";
}
