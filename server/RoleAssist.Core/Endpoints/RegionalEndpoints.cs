namespace RoleAssist.Core.Endpoints;

/// <summary>The endpoints of a service in any region, with the settings of a profile.</summary>
/// <param name="Service">The service.</param>
/// <param name="Settings">The settings; their region does not count.</param>
/// <param name="CaBundle">The certificates to trust instead of the system's.</param>
public sealed record RegionalEndpoints(AwsService Service, EndpointRequest Settings, CaBundle? CaBundle = null)
{
    /// <summary>Resolves the endpoint of a region.</summary>
    /// <exception cref="Errors.RoleAssistException">
    /// <see cref="Errors.ErrorCode.ConfigurationInvalid"/>: the settings ask for an endpoint that the service lacks.
    /// </exception>
    public ServiceEndpoint In(string region) =>
        Service.Resolve(Settings with { Region = region, Partition = Partitions.FromRegion(region) }) with
        {
            CaBundle = CaBundle,
        };
}
