using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Tests.Fakes;
using RoleAssist.Vault.Tests.Support;

namespace RoleAssist.Vault.Tests;

public class SecretStoresTests
{
    private static readonly StoreStatus None = StoreStatus.Unavailable("There is none.", "Get one.");

    [Fact]
    public async Task Takes_the_first_store_that_works()
    {
        var (store, status) = await Stores(new StoreStatus(VaultState.Open, 3), new StoreStatus(VaultState.Open, 1))
            .ChooseAsync(CancellationToken.None);

        Assert.Equal(StoreKind.SecretService, store!.Kind);
        Assert.Equal((StoreKind.SecretService, VaultState.Open, 3), (status.Store, status.State, status.Items));
        Assert.False(status.IsChosenByUser);
        Assert.Empty(status.Passed);
    }

    [Fact]
    public async Task A_locked_store_is_taken_too()
    {
        var (store, status) = await Stores(new StoreStatus(VaultState.Locked, 3), new StoreStatus(VaultState.Open))
            .ChooseAsync(CancellationToken.None);

        Assert.Equal((StoreKind.SecretService, VaultState.Locked), (store!.Kind, status.State));
    }

    [Fact]
    public async Task Says_why_no_better_store_was_taken()
    {
        var (store, status) = await Stores(None, new StoreStatus(VaultState.Open, 1))
            .ChooseAsync(CancellationToken.None);

        Assert.Equal(StoreKind.File, store!.Kind);
        Assert.Equal([new PassedStore(StoreKind.SecretService, "There is none.")], status.Passed);
    }

    [Fact]
    public async Task Without_any_store_there_is_no_vault()
    {
        var stores = Stores(None, StoreStatus.Unavailable("There is no file."));

        var (store, status) = await stores.ChooseAsync(CancellationToken.None);

        Assert.Null(store);
        Assert.Equal(("There is no vault on this machine. There is none.", "Get one."), (status.Reason, status.Remedy));
        Assert.Equal(2, status.Passed.Count);
        var fault = Assert.Throws<RoleAssistException>(() => new ChosenStore(store, status).Require());
        Assert.Equal(ErrorCode.VaultUnavailable, fault.Code);
    }

    [Fact]
    public async Task The_setting_wins_and_nothing_replaces_what_it_names()
    {
        var open = new StoreStatus(VaultState.Open);
        var (file, chosen) = await Stores(open, open, "file").ChooseAsync(CancellationToken.None);
        Assert.Equal(StoreKind.File, file!.Kind);
        Assert.True(chosen.IsChosenByUser);

        var (missing, status) = await Stores(None, open, "secret-service").ChooseAsync(CancellationToken.None);
        Assert.Null(missing);
        Assert.Equal((StoreKind.SecretService, "There is none."), (status.Store, status.Reason));
    }

    [Theory]
    [InlineData("keychain", "the macOS login keychain")]
    [InlineData("plain", "names no store")]
    public async Task A_name_without_a_store_is_no_store(string name, string words)
    {
        var open = new StoreStatus(VaultState.Open);

        var (store, status) = await Stores(open, open, name).ChooseAsync(CancellationToken.None);

        Assert.Null(store);
        Assert.Contains(words, status.Reason, StringComparison.Ordinal);
        Assert.Contains("secret-service", status.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task This_machine_has_stores_and_none_is_made()
    {
        using var folder = new VaultFolder();
        using var stores = new SecretStores(new ProcessEnvironment([]), folder.PathOf, TimeProvider.System);

        var (store, status) = await stores.ChooseAsync(CancellationToken.None);

        if (OperatingSystem.IsLinux())
        {
            Assert.Null(store);
            Assert.Equal([StoreKind.SecretService, StoreKind.File], status.Passed.Select(passed => passed.Store));
        }

        Assert.NotNull(stores.Find(StoreKind.File));
        Assert.False(stores.File.Exists);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    /// <summary>The file of a real machine: its opened key rests in the kernel, for other processes too.</summary>
    [KernelKeyringFact]
    public async Task An_opened_file_is_open_for_other_processes()
    {
        using var folder = new VaultFolder();
        var environment = new ProcessEnvironment([new(RoleAssistVariables.Vault, "file")]);
        using var first = new SecretStores(environment, folder.PathOf, TimeProvider.System);
        using var second = new SecretStores(environment, folder.PathOf, TimeProvider.System);
        using var passphrase = Keyring.Secret("correct horse");
        using var secret = Keyring.Secret("secret");
        var name = SecretName.Create(SecretKind.Key);

        await first.File.CreateAsync(passphrase, CancellationToken.None);
        var store = (await second.ChooseAsync(CancellationToken.None)).Require();
        await store.SetAsync(name, "label", secret, default, CancellationToken.None);
        using var read = await first.File.GetAsync(name, default, CancellationToken.None);
        await second.File.LockAsync(CancellationToken.None);

        Assert.True(secret.Matches(read!));
        Assert.Equal(VaultState.Locked, (await first.File.ProbeAsync(CancellationToken.None)).State);
    }

    private static SecretStores Stores(StoreStatus keyring, StoreStatus file, string? setting = null)
    {
        var fileStore = new FakeFileStore(file);
        return new SecretStores(
            new ProcessEnvironment(setting is null ? [] : [new(RoleAssistVariables.Vault, setting)]),
            [new FakeStore(StoreKind.SecretService, keyring), fileStore],
            fileStore
        );
    }
}
