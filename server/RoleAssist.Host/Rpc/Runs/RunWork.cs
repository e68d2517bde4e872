using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>What a run does, also when it is retried.</summary>
/// <param name="Title">The command line or the name of the script.</param>
/// <param name="Options">The accounts and the command.</param>
/// <param name="Handler">Runs it.</param>
/// <param name="Production">What counts as production.</param>
internal sealed record RunWork(string Title, RunOptions Options, RunHandler Handler, ProductionRules Production);
