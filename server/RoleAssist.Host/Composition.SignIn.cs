using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Aws.SignIn;
using RoleAssist.Aws.Sso;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.SignIn;
using RoleAssist.Core.Vault;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.Lifetime;
using RoleAssist.Host.Processes;
using RoleAssist.Host.State;
using RoleAssist.Vault.Sessions;

namespace RoleAssist.Host;

/// <content>Signing in: the methods, the tokens, and who waits for the browser.</content>
internal static partial class Composition
{
    private static IServiceCollection AddSignIn(this IServiceCollection services) =>
        services
            .AddSingleton<ITokenVault>(p => new SealedTokenStore(
                p.Get<ISecretStores>(),
                p.Get<SessionKeys>(),
                () => WantsTokensInVault(p),
                p.Get<StateFolder>().GetFilePath,
                p.Get<TimeProvider>()
            ))
            .AddSingleton(p => new SsoTokens(
                p.Get<ProcessEnvironment>(),
                p.Get<ITokenVault>(),
                p.Get<SkewCorrectedTime>(),
                p.Logger<SsoTokens>()
            ))
            .AddSingleton(p => new LoginCache(
                p.Get<ProcessEnvironment>(),
                p.Get<StateFolder>().GetFilePath,
                p.Get<SkewCorrectedTime>(),
                p.Logger<LoginCache>()
            ))
            .AddSingleton<ISignInCallbacks>(p => new CallbackListener(p.Logger<CallbackListener>()))
            .AddSingleton(p => new SsoSignIn(
                p.Get<SsoTokens>(),
                p.Get<ISignInCallbacks>(),
                p.Get<AwsHttpClients>(),
                p.Get<RetryPolicy>(),
                p.Get<StateFolder>().GetFilePath,
                p.Get<ProcessEnvironment>(),
                p.Get<SkewCorrectedTime>()
            ))
            .AddSingleton(p => new LoginMethod(
                p.Get<LoginCache>(),
                p.Get<AwsHttpClients>(),
                p.Get<RetryPolicy>(),
                p.Get<ISignInCallbacks>(),
                p.Get<RoleChainResolver>(),
                p.Getter<AwsFilesEditor>(),
                p.Get<SkewCorrectedTime>()
            ))
            .AddSingleton<IReadOnlyList<ISignInMethod>>(p => [p.Get<SsoSignIn>(), p.Get<LoginMethod>()])
            .AddSingleton(p => new SignInTargets(
                p.Get<IProfileStore>(),
                p.Get<RoleChainResolver>(),
                p.Get<IReadOnlyList<ISignInMethod>>()
            ))
            .AddSingleton(p => new SignInService(
                p.Get<SignInTargets>(),
                p.Get<IReadOnlyList<ISignInMethod>>(),
                p.Get<SessionRegistry>(),
                p.Get<SessionRenewer>(),
                new LeftSessions(p.Get<SessionEnder>(), p.Get<SignInTargets>()),
                p.Get<TimeProvider>(),
                p.Logger<SignInService>()
            ))
            .AddSingleton(p => new SetUpSignInHandler(p.Get<IProfileStore>(), p.Get<IProfileWriter>()))
            .AddSingleton(p => new Browser(p.Get<ProcessEnvironment>(), p.Get<TimeProvider>()));

    /// <summary>
    /// Returns the user's choice. The editor always sends its setting, whose default must not undo the variable's.
    /// </summary>
    private static bool WantsTokensInVault(IServiceProvider services) =>
        IsVault(services.Get<CurrentClient>().Options.SsoTokens)
        || IsVault(services.Get<ProcessEnvironment>()[RoleAssistVariables.SsoTokens]);

    private static bool IsVault(string? place) => string.Equals(place, "vault", StringComparison.OrdinalIgnoreCase);
}
