using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Iam;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Keys.Rotation;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.Vault;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.State;
using RoleAssist.Vault;
using RoleAssist.Vault.Sessions;

namespace RoleAssist.Host;

/// <content>The vault: its stores, the keys in it, and the sessions that it keeps.</content>
internal static partial class Composition
{
    private static IServiceCollection AddVault(this IServiceCollection services) =>
        services
            .AddSingleton(p => new SecretStores(
                p.Get<ProcessEnvironment>(),
                p.Get<StateFolder>().GetFilePath,
                TimeProvider.System
            ))
            .AddSingleton<ISecretStores>(p => p.Get<SecretStores>())
            .AddSingleton<IVaultIndex>(p => new FileVaultIndex(
                p.Get<StateFolder>(),
                p.Get<TimeProvider>(),
                p.Logger<FileVaultIndex>()
            ))
            .AddSingleton(p => new SessionKeys(p.Get<ISecretStores>(), p.Get<TimeProvider>()))
            .AddSingleton<IKeptSessionStore>(p => new SealedSessionStore(
                p.Get<ISecretStores>(),
                p.Get<SessionKeys>(),
                () => KeepingPolicies.Find(p.Get<CurrentClient>().Options.KeepSessions, p.Get<ProcessEnvironment>()),
                p.Get<StateFolder>().GetFilePath,
                p.Get<TimeProvider>(),
                p.Logger<SealedSessionStore>()
            ))
            .AddSingleton(p => new VaultKeys(p.Get<ISecretStores>(), p.Get<IVaultIndex>(), p.Get<TimeProvider>()));

    private static IServiceCollection AddKeys(this IServiceCollection services) =>
        services
            .AddSingleton<IVaultObserver>(p => new VaultAuditor(
                p.Get<CurrentClient>(),
                p.Get<IAuditTrail>(),
                p.Get<TimeProvider>()
            ))
            .AddSingleton<IKeyFiles>(p => new KeyFiles(p.Get<AwsFilesEditor>()))
            .AddSingleton<IKeyTraces>(p => new DotfileRepositories(
                p.Get<SharedConfigProfileStore>().Files,
                HomeFolder.Find(p.Get<ProcessEnvironment>())
            ))
            .AddSingleton(p => new Launcher(
                p.Get<ProcessEnvironment>(),
                p.Get<StateFolder>(),
                p.Get<HostExecutable>(),
                p.Logger<Launcher>()
            ))
            .AddSingleton<ILauncher>(p => p.Get<Launcher>())
            .AddSingleton(p => new KeyProof(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<ICredentialProvider>(),
                p.Get<ISecurityTokenService>()
            ))
            .AddSingleton(p => new VaultStatusHandler(p.Get<ISecretStores>(), p.Get<IVaultIndex>()))
            .AddSingleton(p => new ListKeysHandler(p.Get<IProfileStore>(), p.Get<IVaultIndex>(), p.Get<TimeProvider>()))
            .AddSingleton(p => new ImportKeysHandler(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<ISecurityTokenService>(),
                p.Get<ISecretStores>(),
                p.Get<VaultKeys>(),
                p.Get<IKeyFiles>(),
                p.Get<ILauncher>(),
                p.Get<KeyProof>(),
                p.Get<IKeyTraces>(),
                p.Get<IVaultObserver>()
            ))
            .AddSingleton(p => new AddKeyHandler(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<ISecurityTokenService>(),
                p.Get<ISecretStores>(),
                p.Get<VaultKeys>(),
                p.Get<IKeyFiles>(),
                p.Get<ILauncher>(),
                p.Get<KeyProof>(),
                p.Get<IVaultObserver>()
            ))
            .AddSingleton(p => new RemoveKeyHandler(
                p.Get<IProfileStore>(),
                p.Get<ISecretStores>(),
                p.Get<VaultKeys>(),
                p.Get<IVaultIndex>(),
                p.Get<IKeyFiles>(),
                p.Get<IRotationLock>(),
                p.Get<IVaultObserver>()
            ))
            .AddSingleton(p => new ExportKeyHandler(
                p.Get<IProfileStore>(),
                p.Get<ISecretStores>(),
                p.Get<VaultKeys>(),
                p.Get<IVaultObserver>()
            ))
            .AddSingleton(p => new UnlockVaultHandler(p.Get<ISecretStores>(), p.Get<IVaultObserver>()))
            .AddSingleton(p => new CreateVaultHandler(p.Get<ISecretStores>(), p.Get<VaultStatusHandler>()))
            .AddSingleton(p => new LockVaultHandler(
                p.Get<ISecretStores>(),
                p.Get<IKeptSessionStore>(),
                p.Get<IVaultObserver>()
            ))
            .AddSingleton(p => new MoveVaultHandler(
                p.Get<ISecretStores>(),
                p.Get<IVaultIndex>(),
                p.Get<IRotationLock>()
            ))
            .AddSingleton(p => new RepairKeysHandler(p.Get<IKeyFiles>(), p.Get<ISecretStores>(), p.Get<VaultKeys>()))
            .AddSingleton(p => new HandOutKeyHandler(p.Get<ICredentialProvider>(), p.Get<IVaultObserver>()));

    private static IServiceCollection AddRotation(this IServiceCollection services) =>
        services
            .AddSingleton<IIdentityManagement>(p => new IdentityManagement(
                p.Get<AwsHttpClients>(),
                p.Get<RetryPolicy>(),
                p.Get<SkewCorrectedTime>()
            ))
            .AddSingleton<IRotationLock>(p => new FileRotationLock(p.Get<StateFolder>(), p.Get<TimeProvider>()))
            .AddSingleton(p => new KeyRotation(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<VaultKeys>(),
                p.Get<IIdentityManagement>(),
                p.Get<ISecurityTokenService>(),
                p.Get<MfaCodes>(),
                p.Get<SessionEnder>(),
                p.Get<IRotationLock>(),
                p.Get<IVaultObserver>(),
                p.Get<TimeProvider>(),
                p.Logger<KeyRotation>()
            ));

    private static CallTracer Traced(HttpMessageHandler inner, IServiceProvider services) =>
        new(inner, services.Logger<CallTracer>(), TimeProvider.System);
}
