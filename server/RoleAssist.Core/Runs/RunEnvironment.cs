using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Runs;

/// <summary>The environment of one command of a run.</summary>
internal static class RunEnvironment
{
    public static IReadOnlyList<EnvironmentChange> Create(
        ProcessEnvironment environment,
        Session session,
        RunItem item,
        string? region
    )
    {
        var inRegion = session with { Chain = session.Chain with { Region = region } };
        return
        [
            .. EnvironmentLayer.Apply(environment, EnvironmentUse.Command, EnvironmentDelivery.GetVariables(inRegion)),
            new EnvironmentChange(RoleAssistVariables.Account, session.Account),
            new EnvironmentChange(RoleAssistVariables.AccountName, item.Account.Name),
            new EnvironmentChange(RoleAssistVariables.Region, region),
        ];
    }
}
