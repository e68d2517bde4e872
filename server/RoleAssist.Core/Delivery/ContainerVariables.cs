using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Delivery;

/// <summary>The names of the variables that hand a role on into a container.</summary>
public static class ContainerVariables
{
    /// <param name="chain">The chain to the role.</param>
    /// <param name="usesEndpoint">Whether the container asks the endpoint, or has the keys.</param>
    public static IReadOnlyList<string> Of(RoleChain chain, bool usesEndpoint) =>
    [
        .. usesEndpoint ? EndpointDelivery.Names : EnvironmentDelivery.Names,
        .. SessionVariables.Regions,

        // A file of this machine is none of the container's.
        .. chain.Endpoints.Variables.Select(variable => variable.Key).Where(name => name != EndpointSetting.CaBundle.Variable),
    ];
}
