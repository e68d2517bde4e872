using System.Text;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure.Vault;
using RoleAssist.Vault.Files;
using RoleAssist.Vault.Sessions;
using RoleAssist.Vault.Tests.Support;

namespace RoleAssist.Vault.Tests.Sessions;

public sealed class SealedTokenStoreTests : IDisposable
{
    private readonly VaultFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly MemorySecretStore _keychain = new();

    private string FilePath => Path.Combine(_folder.Path, SealedTokenStore.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Another_process_reads_what_one_keeps_and_the_file_shows_nothing_of_it()
    {
        await Store().WriteAsync("sso-a", "token-a", CancellationToken.None);
        await Store().WriteAsync("sso-b", "token-b", CancellationToken.None);

        Assert.Equal("token-a", await Store().ReadAsync("sso-a", CancellationToken.None));
        Assert.Null(await Store().ReadAsync("sso-c", CancellationToken.None));
        Assert.DoesNotContain(
            "token",
            Encoding.Latin1.GetString(await File.ReadAllBytesAsync(FilePath)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_last_token_takes_the_file_and_its_key_with_it()
    {
        await Store().WriteAsync("sso-a", "token-a", CancellationToken.None);
        Assert.Single(_keychain.Names);

        Assert.True(await Store().DeleteAsync("sso-a", CancellationToken.None));
        Assert.False(await Store().DeleteAsync("sso-a", CancellationToken.None));

        Assert.False(File.Exists(FilePath));
        Assert.Empty(_keychain.Names);
    }

    [Fact]
    public async Task A_locked_vault_is_an_error_that_says_so()
    {
        await Store().WriteAsync("sso-a", "token-a", CancellationToken.None);
        _keychain.State = VaultState.Locked;

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Store().ReadAsync("sso-a", CancellationToken.None)
        );

        Assert.Equal(ErrorCode.VaultLocked, fault.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Says_beforehand_whether_a_token_can_be_kept(bool exists)
    {
        if (exists)
        {
            await Store().WriteAsync("sso-a", "token-a", CancellationToken.None);
        }

        Assert.Equal(exists, Store().Exists);
        await Store().EnsureWritableAsync(CancellationToken.None);
        Assert.Equal(exists, Store().Exists);

        _keychain.State = VaultState.Locked;
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Store().EnsureWritableAsync(CancellationToken.None)
        );
        Assert.Equal(ErrorCode.VaultLocked, fault.Code);
    }

    [Fact]
    public async Task A_damaged_file_holds_no_token_and_is_replaced()
    {
        await Store().WriteAsync("sso-a", "token-a", CancellationToken.None);
        var content = await File.ReadAllBytesAsync(FilePath);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(FilePath, content);

        Assert.Null(await Store().ReadAsync("sso-a", CancellationToken.None));
        await Store().WriteAsync("sso-b", "token-b", CancellationToken.None);

        Assert.Equal("token-b", await Store().ReadAsync("sso-b", CancellationToken.None));
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_no_token()
    {
        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => Store().WriteAsync($"sso-{n}", $"token-{n}", CancellationToken.None))
        );

        for (var n = 0; n < 20; n++)
        {
            Assert.Equal($"token-{n}", await Store().ReadAsync($"sso-{n}", CancellationToken.None));
        }
    }

    /// <summary>A store as another process has it. Waits for a turn are real.</summary>
    private SealedTokenStore Store()
    {
        var stores = new OneSecretStore(_keychain);
        var keys = new SessionKeys(stores, new KeysInMemory(_time), _time);
        return new SealedTokenStore(stores, keys, () => true, _folder.PathOf, TimeProvider.System);
    }
}
