using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Core.Tests.Keys;

public class MoveVaultHandlerTests : ISecretStores
{
    private readonly MemorySecretStore _keychain = new();
    private readonly MemorySecretStore _file = new(StoreKind.File);
    private readonly MemoryVaultIndex _index = new();
    private readonly OneRotation _rotation = new();

    public IReadOnlyList<ISecretStore> All => [_keychain, _file];

    public IPassphraseStore File => throw new NotSupportedException();

    public ISecretStore? Find(StoreKind kind) => All.FirstOrDefault(store => store.Kind == kind);

    public Task<ChosenStore> ChooseAsync(CancellationToken cancellationToken) =>
        new OneSecretStore(_keychain).ChooseAsync(cancellationToken);

    [Fact]
    public async Task Moves_every_key_and_says_that_another_store_is_used()
    {
        var key = await StoreKeyAsync();
        var sealing = SecretName.Create(SecretKind.SessionKey);
        await PutAsync(_keychain, sealing, "anything");

        var moved = await MoveAsync();

        Assert.Equal((1, 0, false), (moved.Moved, moved.Kept.Count, moved.IsUsed));
        Assert.Equal([sealing], _keychain.Names);
        Assert.Equal([key], _file.Names);
        Assert.Equal(StoreKind.File, Assert.Single(_index.Entries).Store);
        Assert.Contains(key, _file.Names);
    }

    [Fact]
    public async Task Deletes_nothing_that_was_not_read_back()
    {
        await StoreKeyAsync();
        _file.Alter = bytes => bytes[..^1];

        await Assert.ThrowsAsync<RoleAssistException>(MoveAsync);

        Assert.Single(_keychain.Names);
    }

    [Fact]
    public async Task Does_not_move_a_key_that_is_being_rotated()
    {
        await StoreKeyAsync();
        _rotation.IsTaken = true;

        await Assert.ThrowsAsync<RoleAssistException>(MoveAsync);

        Assert.Equal((1, 0), (_keychain.Names.Count, _file.Names.Count));
    }

    [Fact]
    public async Task Goes_on_after_an_interruption()
    {
        await StoreKeyAsync();
        var second = await StoreKeyAsync();
        var count = 0;
        _file.BeforeSet = _ =>
            count = count == 0 ? 1 : throw new RoleAssistException(ErrorCode.VaultFull, "There is no room.");

        await Assert.ThrowsAsync<RoleAssistException>(MoveAsync);
        _file.BeforeSet = _ => { };
        var moved = await MoveAsync();

        Assert.Equal((1, 2, 0), (moved.Moved, _file.Names.Count, _keychain.Names.Count));
        Assert.Contains(second, _file.Names);
    }

    [Fact]
    public async Task Touches_neither_of_two_secrets_that_differ()
    {
        var name = await StoreKeyAsync();
        await PutAsync(_file, name, "another");

        var moved = await MoveAsync();

        Assert.Equal([name], moved.Kept);
        Assert.Equal((1, 1), (_keychain.Names.Count, _file.Names.Count));
    }

    [Theory]
    [InlineData(VaultState.Locked, ErrorCode.VaultLocked)]
    [InlineData(VaultState.Unavailable, ErrorCode.VaultUnavailable)]
    public async Task The_target_must_be_open(VaultState state, ErrorCode code)
    {
        _file.State = state;

        Assert.Equal(code, (await Assert.ThrowsAsync<RoleAssistException>(MoveAsync)).Code);
    }

    private Task<VaultMove> MoveAsync() =>
        new MoveVaultHandler(this, _index, _rotation).HandleAsync(StoreKind.File, CancellationToken.None);

    private async Task<SecretName> StoreKeyAsync()
    {
        var name = SecretName.Create(SecretKind.Key);
        using var key = new VaultKey(
            "arn:aws:iam::111122223333:user/ana",
            new UserAccessKey("AKIAIOSFODNN7EXAMPLE", SecretBytes.Copy("secret"u8))
        );
        var keys = new VaultKeys(new OneSecretStore(_keychain), _index, TimeProvider.System);
        await keys.SaveAsync(name, "home", key, CancellationToken.None);
        return name;
    }

    private static async Task PutAsync(MemorySecretStore store, SecretName name, string text)
    {
        using var secret = SecretBytes.Copy(Encoding.UTF8.GetBytes(text));
        await store.SetAsync(name, "", secret, KeychainPrompt.Forbidden, CancellationToken.None);
    }
}
