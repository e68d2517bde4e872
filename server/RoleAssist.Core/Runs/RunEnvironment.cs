using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>The environment of one command of a run.</summary>
internal static class RunEnvironment
{
    /// <param name="environment">The environment of this process.</param>
    /// <param name="session">The session of the account.</param>
    /// <param name="grant">Where the command gets the credentials; null to set the keys themselves.</param>
    /// <param name="item">The account and its region.</param>
    /// <param name="region">The region; null if there is none.</param>
    public static IReadOnlyList<EnvironmentChange> Create(
        ProcessEnvironment environment,
        Session session,
        CredentialGrant? grant,
        RunItem item,
        string? region
    )
    {
        var inRegion = session with { Chain = session.Chain with { Region = region } };
        var given = grant is null
            ? EnvironmentDelivery.GetVariables(inRegion)
            : EndpointDelivery.GetVariables(inRegion, grant);
        return
        [
            .. EnvironmentLayer.Apply(environment, EnvironmentUse.Command, given),
            new EnvironmentChange(RoleAssistVariables.Account, session.Account),
            new EnvironmentChange(RoleAssistVariables.AccountName, item.Account.Name),
            new EnvironmentChange(RoleAssistVariables.Region, region),
        ];
    }
}
