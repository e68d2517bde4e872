using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Microsoft.Extensions.Logging;
using RoleAssist.Core.Agents;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.CodeGeneration.Engines;
using RoleAssist.Core.Console;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Populate;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.SignIn;
using RoleAssist.Core.Vault;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.CommandLine.Verbs;
using RoleAssist.Host.ConsoleLinks;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Presentation;
using RoleAssist.Host.Processes;
using RoleAssist.Host.State;

namespace RoleAssist.Host;

/// <summary>
/// Creates the root command with all verbs. A verb gets its services lazily: every run creates all verbs, and uses one.
/// </summary>
internal static class RootVerb
{
    /// <param name="services">Resolves the use cases that the verbs call.</param>
    /// <param name="console">The console that the verbs use.</param>
    /// <param name="command">The command line after <c>--</c>, for <c>exec</c> and <c>generate</c>.</param>
    public static RootCommand Create(IServiceProvider services, IConsole console, IReadOnlyList<string> command)
    {
        var root = new RootCommand("Assume AWS roles for your terminals, scripts and SDKs.")
        {
            new ProfilesVerb(services.Getter<ProfileCatalog>(), console),
            new ExplainVerb(services.Getter<ExplainHandler>(), services.Getter<DeliveryChooser>(), console),
            new ConfigVerb(services.Getter<IProfileStore>(), services.Getter<IFileFindings>(), console),
            new AssumeVerb(services.Getter<SessionService>(), console),
            new SessionsVerb(services.Getter<SessionEnder>(), console),
            new EndVerb(services.Getter<SessionEnder>(), console),
            new WhoamiVerb(services.Getter<CallerIdentityHandler>(), console),
            new ConsoleVerb(
                new ConsoleVerbServices(
                    services.Getter<IProfileStore>(),
                    services.Getter<OpenConsoleHandler>(),
                    services.Getter<ConsoleDoor>(),
                    services.Getter<ConsoleAuditor>(),
                    services.Getter<Browser>(),
                    services.Getter<ProcessEnvironment>(),
                    services.Getter<TimeProvider>()
                ),
                console
            ),
            new EnvVerb(
                services.Getter<CredentialHandOut>(),
                services.Getter<IProfileStore>(),
                services.Getter<RoleChainResolver>(),
                services.Getter<ProcessEnvironment>(),
                console
            ),
            new ExecVerb(services.Getter<CommandDelivery>(), console, command),
            new RunVerb(
                new RunServices(
                    services.Getter<AccountSelection>(),
                    services.Getter<RunPlanner>(),
                    services.Getter<DeliveryChooser>(),
                    () => CreateUnlocker(services, console),
                    services.Getter<RunHandler>(),
                    services.Getter<TimeProvider>()
                ),
                console,
                command
            ),
            new AccountsVerb(services.Getter<AccountSelection>(), console),
            new CredentialProcessVerb(
                services.Getter<IProfileStore>(),
                services.Getter<RoleChainResolver>(),
                services.Getter<RunningHosts>(),
                services.Getter<CredentialHandOut>(),
                services.Getter<HandOutKeyHandler>(),
                services.Getter<AgentGuard>(),
                services.Getter<ProcessEnvironment>(),
                console
            ),
            new DockerArgsVerb(
                services.Getter<IProfileStore>(),
                services.Getter<RoleChainResolver>(),
                services.Getter<ProcessEnvironment>(),
                services.Getter<TimeProvider>(),
                console
            ),
            new GenerateVerb(
                services.Getter<GenerateCodeHandler>(),
                services.Getter<GenerateEngineHandler>(),
                services.Getter<AccountSelection>(),
                console,
                command
            ),
            new CheckVerb(new CheckTrustPolicyVerb(console)),
            CreateVault(services, console),
            new LoginVerb(
                () => CreatePrompter(services, console),
                () => new SignInChoice(services.Get<SignInService>(), console),
                console
            ),
            new LogoutVerb(
                services.Getter<SignInService>(),
                () => new SignInChoice(services.Get<SignInService>(), console),
                console
            ),
            new PopulateVerb(services.Getter<PopulateService>(), console),
            new LogVerb(services.Getter<AuditFile>(), console),
            new DiagnoseVerb(services.Getter<DiagnosticsHandler>(), console),
            new McpVerb(
                request => Composition.CreateTools(services, request),
                services.Getter<CurrentClient>(),
                () => services.Get<McpProgram>().Find().Executable,
                services.Getter<ILoggerFactory>(),
                console
            ),
            new ServeVerb(services => services.AddRoleAssist(), console),
            new SandboxVerb(console),
        };
        GlobalOptions.AddTo(root);
        root.Options.OfType<HelpOption>().Single().Action = new HelpAction { MaxWidth = console.Width ?? int.MaxValue };
        root.Options.OfType<VersionOption>().Single().Action = new PrintVersion(console);
        return root;
    }

    private static VaultVerb CreateVault(IServiceProvider services, IConsole console)
    {
        NewVault CreateNewVault() =>
            new(services.Get<VaultStatusHandler>(), services.Get<CreateVaultHandler>(), console);
        return new VaultVerb(
            new VaultStatusVerb(services.Getter<VaultStatusHandler>(), console),
            new VaultListVerb(services.Getter<ListKeysHandler>(), console),
            new VaultAddVerb(services.Getter<AddKeyHandler>(), CreateNewVault, console),
            new VaultImportVerb(services.Getter<ImportKeysHandler>(), CreateNewVault, console),
            new VaultRotateVerb(services.Getter<KeyRotation>(), console),
            new VaultRemoveVerb(services.Getter<RemoveKeyHandler>(), console),
            new VaultExportVerb(services.Getter<ExportKeyHandler>(), console),
            new VaultUnlockVerb(
                services.Getter<UnlockVaultHandler>(),
                () => CreateUnlocker(services, console),
                services.Getter<VaultStatusHandler>(),
                CreateNewVault,
                console
            ),
            new VaultLockVerb(services.Getter<LockVaultHandler>(), services.Getter<VaultStatusHandler>(), console),
            new VaultMoveVerb(
                services.Getter<MoveVaultHandler>(),
                services.Getter<ISecretStores>(),
                () => CreateUnlocker(services, console),
                console
            ),
            new VaultRepairVerb(services.Getter<RepairKeysHandler>(), () => CreateUnlocker(services, console), console)
        );
    }

    /// <summary>Creates what signs in with the person at the terminal.</summary>
    public static SignInPrompter CreatePrompter(IServiceProvider services, IConsole console) =>
        new(services.Get<SignInService>(), services.Get<Browser>(), console);

    private static VaultUnlocker CreateUnlocker(IServiceProvider services, IConsole console) =>
        new(services.Get<UnlockVaultHandler>(), services.Get<ISecretStores>(), console);

    private sealed class PrintVersion(IConsole console) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            console.Out.WriteLine($"{ProductInfo.Name} {ProductInfo.Version}");
            return ExitCodes.Done;
        }
    }
}
