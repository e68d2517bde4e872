using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Contracts;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Vault;
using RoleAssist.Host.Delivery;
using RoleAssist.Host.Tests.Support;
using RoleAssist.TestInfrastructure;
using RoleAssist.TestInfrastructure.Vault;
using StreamJsonRpc;
using VaultState = RoleAssist.Core.Vault.VaultState;

namespace RoleAssist.Host.Tests.Rpc;

[Collection(nameof(SharedSandbox))]
public sealed class VaultTests : IDisposable
{
    private readonly HostSandbox _sandbox;
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly MemorySecretStore _store = new();
    private readonly MemoryVaultIndex _index = new();

    public VaultTests(HostSandbox sandbox)
    {
        _sandbox = sandbox;
        File.Copy(sandbox.Description.Environment["AWS_CONFIG_FILE"], Path.Combine(_home, "config"));
        File.Copy(sandbox.Description.Environment["AWS_SHARED_CREDENTIALS_FILE"], Path.Combine(_home, "credentials"));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Keys_move_into_the_vault_over_the_wire()
    {
        await using var host = await StartAsync();
        var (server, none) = (host.Server, CancellationToken.None);

        Assert.Contains(
            (await server.ListVaultKeysAsync(new ListVaultKeysParams(), none)).PlainKeys,
            key => key.Profile == "home" && key.Line > 0
        );
        var result = await server.ImportKeysAsync(new ImportKeysParams(["home", "gone"]), none);

        Assert.Equal("home", Assert.Single(result.Imported).Profile);
        Assert.Equal(("gone", ErrorCode.ProfileNotFound), (result.Failed[0].Profile, result.Failed[0].Code));
        Assert.NotEmpty(result.Notes);
        var status = await server.GetVaultStatusAsync(new GetVaultStatusParams(), none);
        Assert.Equal((Contracts.VaultState.Open, "secret-service", 1), (status.State, status.Store, status.Keys));
        var key = Assert.Single((await server.ListVaultKeysAsync(new ListVaultKeysParams(), none)).Keys);
        Assert.Equal(("home", "none"), (Assert.Single(key.Profiles), key.Step));
        var home = (await server.ListProfilesAsync(new ListProfilesParams(), none)).Profiles.Single(profile =>
            profile.Name == "home"
        );
        Assert.Equal((0, null), (home.KeyAgeDays, home.HasPlainKey));

        await server.RemoveKeyAsync(new RemoveKeyParams("home"), none);
        Assert.Empty(_store.Names);
    }

    [Fact]
    public async Task A_locked_vault_is_unlocked_by_a_request()
    {
        await using var host = await StartAsync();
        _store.State = VaultState.Locked;

        var fault = await Assert.ThrowsAsync<RemoteInvocationException>(() =>
            host.Server.ImportKeysAsync(new ImportKeysParams(["home"]), CancellationToken.None)
        );
        Assert.Equal(ErrorCode.VaultLocked, ((ErrorData)fault.DeserializedErrorData!).Code);

        var status = await host.Server.UnlockVaultAsync(new UnlockVaultParams(), CancellationToken.None);
        Assert.Equal(Contracts.VaultState.Open, status.State);
        status = await host.Server.LockVaultAsync(new LockVaultParams(Forget: true), CancellationToken.None);
        Assert.Equal(Contracts.VaultState.Open, status.State);
    }

    [Fact]
    public async Task A_run_that_needs_a_locked_vault_starts_after_it_is_unlocked()
    {
        await using var host = await StartAsync();
        var (server, none) = (host.Server, CancellationToken.None);
        await server.ImportKeysAsync(new ImportKeysParams(["home"]), none);
        _store.State = VaultState.Locked;
        var selector = new AccountSelector(Profiles: ["home"]);
        var list = await server.ListAccountsAsync(new ListAccountsParams(selector), none);
        var request = new StartRunParams(selector, list.Selection, "exit 1");

        Assert.Equal(ErrorCode.VaultLocked, await FaultOfAsync(() => server.StartRunAsync(request, none)));
        await server.UnlockVaultAsync(new UnlockVaultParams(), none);
        var run = await server.StartRunAsync(request, none);
        var first = await EndedAsync(host);

        _store.State = VaultState.Locked;
        var retry = new RetryRunParams(run.RunId);
        Assert.Equal(ErrorCode.VaultLocked, await FaultOfAsync(() => server.RetryRunAsync(retry, none)));
        await server.UnlockVaultAsync(new UnlockVaultParams(), none);
        await server.RetryRunAsync(retry, none);
        Assert.Equal(1, (await EndedAsync(host, after: first.Revision)).Counts.Failed);
    }

    private static async Task<ErrorCode> FaultOfAsync(Func<Task> request) =>
        ((ErrorData)(await Assert.ThrowsAsync<RemoteInvocationException>(request)).DeserializedErrorData!).Code;

    private static async Task<RunInfo> EndedAsync(ServedHost host, long after = -1)
    {
        while (true)
        {
            var snapshot = await host.Runs.Reader.ReadAsync().AsTask().WaitAsync(TimeLimits.Hang);
            if (snapshot.Runs is [{ State: RunState.Ended } run] && run.Revision > after)
            {
                return run;
            }
        }
    }

    private Task<ServedHost> StartAsync() =>
        ServedHost.StartAsync(services =>
        {
            _sandbox.AddHost(services);
            services
                .AddSingleton(
                    new ProcessEnvironment(
                        new Dictionary<string, string>(_sandbox.Description.Environment)
                        {
                            ["HOME"] = _home,
                            ["AWS_CONFIG_FILE"] = Path.Combine(_home, "config"),
                            ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(_home, "credentials"),
                            ["ROLEASSIST_STATE_FOLDER"] = Path.Combine(_home, "state"),
                        }
                    )
                )
                .AddSingleton<ISecretStores>(new OneSecretStore(_store))
                .AddSingleton<IVaultIndex>(_index)
                .AddSingleton(new HostExecutable("/usr/bin/true"));
        });
}
