using RoleAssist.Core.Delivery;
using RoleAssist.Core.Runs;

namespace RoleAssist.Host.CommandLine;

/// <summary>The services of <c>run</c>, created when they are needed.</summary>
internal sealed record RunServices(
    Func<AccountSelection> Selection,
    Func<RunPlanner> Planner,
    Func<DeliveryChooser> Chooser,
    Func<VaultUnlocker> Unlocker,
    Func<RunHandler> Handler,
    Func<TimeProvider> Time
);
