using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Tests.Support;
using RoleAssist.Vault.Windows;

namespace RoleAssist.Vault.Tests.Windows;

public sealed class DpapiFileStoreTests : IDisposable
{
    private static readonly SecretName Name = SecretName.Create(SecretKind.Key);
    private static readonly SecretBytes Secret = Keyring.Secret("secret");

    private readonly VaultFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Makes_the_file_with_the_first_secret_and_is_always_open()
    {
        var store = NewStore(user: 1);
        Assert.Equal(new StoreStatus(VaultState.Open, 0), await store.ProbeAsync(CancellationToken.None));
        Assert.Null(await store.GetAsync(Name, default, CancellationToken.None));
        Assert.False(store.Exists);

        await store.SetAsync(Name, "label", Secret, default, CancellationToken.None);
        await store.LockAsync(CancellationToken.None);

        using var read = await NewStore(user: 1).GetAsync(Name, default, CancellationToken.None);
        Assert.True(Secret.Matches(read!));
    }

    [Fact]
    public async Task Another_users_key_does_not_open_it()
    {
        await NewStore(user: 1).SetAsync(Name, "label", Secret, default, CancellationToken.None);

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            NewStore(user: 2).GetAsync(Name, default, CancellationToken.None)
        );
        Assert.Equal(ErrorCode.VaultUnavailable, fault.Code);
        Assert.Contains("another Windows user", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_not_overwritten()
    {
        await NewStore(user: 1).SetAsync(Name, "label", Secret, default, CancellationToken.None);
        var path = _folder.PathOf(DpapiFileStore.FileName);
        var file = await File.ReadAllBytesAsync(path);
        file[^1] ^= 1;
        await File.WriteAllBytesAsync(path, file);

        await Assert.ThrowsAsync<RoleAssistException>(() =>
            NewStore(user: 1).SetAsync(Name, "label", Secret, default, CancellationToken.None)
        );
        Assert.Equal(file, await File.ReadAllBytesAsync(path));
    }

    private DpapiFileStore NewStore(byte user) => new(_folder.PathOf, new FakeProtection(user), TimeProvider.System);

    /// <summary>Protection by a number that stands for the user.</summary>
    private sealed class FakeProtection(byte user) : IDataProtection
    {
        public byte[] Protect(SecretBytes secret) => [user, .. secret.Span];

        public SecretBytes? Unprotect(ReadOnlySpan<byte> blob) => blob[0] == user ? SecretBytes.Copy(blob[1..]) : null;
    }
}
