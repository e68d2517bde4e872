using RoleAssist.Core.Console;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Host.ConsoleLinks;
using RoleAssist.Host.Processes;

namespace RoleAssist.Host.CommandLine;

/// <summary>The services of <c>console</c>, created when they are needed.</summary>
internal sealed record ConsoleVerbServices(
    Func<IProfileStore> Store,
    Func<OpenConsoleHandler> Handler,
    Func<ConsoleDoor> Door,
    Func<ConsoleAuditor> Auditor,
    Func<Browser> Browser,
    Func<ProcessEnvironment> Environment,
    Func<TimeProvider> Time
);
