using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Core.Tests.Vault;

public class VaultKeysTests
{
    private const string User = "arn:aws:iam::111122223333:user/ana";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MemorySecretStore _store = new();
    private readonly MemoryVaultIndex _index = new();
    private readonly SecretName _name = SecretName.Create(SecretKind.Key);

    private VaultKeys Keys => new(new OneSecretStore(_store), _index, _time);

    [Fact]
    public async Task Returns_what_it_saved()
    {
        using var key = Key();

        await Keys.SaveAsync(_name, "home", key, CancellationToken.None);
        using var found = await Keys.GetAsync(_name, CancellationToken.None);

        Assert.Equal((key.User, key.Current.Id), (found.User, found.Current.Id));
        Assert.True(key.Current.Secret.Matches(found.Current.Secret));
    }

    [Fact]
    public async Task Reports_a_store_that_changes_what_it_is_given()
    {
        _store.Alter = bytes => bytes[..^1];
        using var key = Key();

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Keys.SaveAsync(_name, "home", key, CancellationToken.None)
        );

        Assert.Equal(ErrorCode.VaultUnavailable, fault.Code);
        Assert.Empty(_index.Entries);
    }

    [Fact]
    public async Task Knows_the_age_of_a_key_without_opening_the_vault()
    {
        using var key = Key();
        await Keys.SaveAsync(_name, "home", key, CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(91));
        await Keys.SaveAsync(_name, "home", key, CancellationToken.None);
        _store.State = VaultState.Locked;

        Assert.Equal(91, Assert.Single(_index.Entries).AgeDays(_time.GetUtcNow()));
    }

    [Fact]
    public async Task A_missing_key_and_a_locked_vault_are_different_errors()
    {
        var missing = await Assert.ThrowsAsync<RoleAssistException>(() => Keys.GetAsync(_name, CancellationToken.None));
        _store.State = VaultState.Locked;
        var locked = await Assert.ThrowsAsync<RoleAssistException>(() => Keys.GetAsync(_name, CancellationToken.None));

        Assert.Equal((ErrorCode.KeyNotInVault, ErrorCode.VaultLocked), (missing.Code, locked.Code));
    }

    [Fact]
    public async Task Finds_saves_and_deletes_a_key_where_it_is_if_another_store_is_chosen_by_now()
    {
        using var key = Key();
        await Keys.SaveAsync(_name, "home", key, CancellationToken.None);
        var file = new MemorySecretStore(StoreKind.File);
        var later = new VaultKeys(new TwoStores(file, _store), _index, _time);

        using var found = await later.GetAsync(_name, CancellationToken.None);
        await later.SaveAsync(_name, "home", found, CancellationToken.None);

        Assert.Empty(file.Names);
        Assert.True(await later.DeleteAsync(_name, CancellationToken.None));
        Assert.Empty(_store.Names);
    }

    [Fact]
    public async Task Forgets_a_deleted_key()
    {
        using var key = Key();
        await Keys.SaveAsync(_name, "home", key, CancellationToken.None);

        Assert.True(await Keys.DeleteAsync(_name, CancellationToken.None));
        Assert.False(await Keys.DeleteAsync(_name, CancellationToken.None));
        Assert.Empty(_index.Entries);
    }

    [Fact]
    public void The_label_of_a_long_name_fits() =>
        Assert.True(VaultKeys.Label(new string('x', 1_000)).Length <= ISecretStore.MaxLabelLength);

    private sealed class TwoStores(ISecretStore chosen, ISecretStore other) : ISecretStores
    {
        public IReadOnlyList<ISecretStore> All => [chosen, other];

        public IPassphraseStore File => throw new NotSupportedException();

        public ISecretStore? Find(StoreKind kind) => All.FirstOrDefault(store => store.Kind == kind);

        public Task<ChosenStore> ChooseAsync(CancellationToken cancellationToken) =>
            new OneSecretStore(chosen).ChooseAsync(cancellationToken);
    }

    private static VaultKey Key() => new(User, new UserAccessKey("AKIAIOSFODNN7EXAMPLE", SecretBytes.Copy("secret"u8)));
}
