using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.MacOS;
using RoleAssist.Vault.Tests.Fakes;
using RoleAssist.Vault.Tests.Support;

namespace RoleAssist.Vault.Tests.MacOS;

public class KeychainStoreTests
{
    private static readonly SecretName Name = SecretName.Create(SecretKind.Key);
    private static readonly SecretBytes Secret = Keyring.Secret("secret");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Keeps_and_replaces_a_secret()
    {
        var api = new FakeKeychainApi();
        var store = new KeychainStore(api, _time);
        using var other = Keyring.Secret("other");

        await store.SetAsync(Name, "AWS key of home (RoleAssist)", other, default, CancellationToken.None);
        await store.SetAsync(Name, "AWS key of home (RoleAssist)", Secret, default, CancellationToken.None);

        using var read = await store.GetAsync(Name, default, CancellationToken.None);
        Assert.True(Secret.Matches(read!));
        Assert.Equal("AWS key of home (RoleAssist)", api.Items[$"key/{Name.Id}"].Label);
        Assert.Equal([Name], await store.ListAsync(default, CancellationToken.None));
        Assert.Equal(new StoreStatus(VaultState.Open, 1), await store.ProbeAsync(CancellationToken.None));
        Assert.True(await store.DeleteAsync(Name, default, CancellationToken.None));
        Assert.False(await store.DeleteAsync(Name, default, CancellationToken.None));
        Assert.Null(await store.GetAsync(Name, default, CancellationToken.None));
    }

    [Fact]
    public async Task A_locked_keychain_is_an_error_at_once_unless_it_may_prompt()
    {
        var store = new KeychainStore(new FakeKeychainApi { IsUnlocked = false, Prompt = () => 0 }, _time);

        Assert.Equal(VaultState.Locked, (await store.ProbeAsync(CancellationToken.None)).State);
        await AssertAsync(ErrorCode.VaultLocked, () => store.GetAsync(Name, default, CancellationToken.None));
        await AssertAsync(ErrorCode.VaultLocked, () => store.UnlockAsync(default, CancellationToken.None));
        Assert.Null(await store.GetAsync(Name, KeychainPrompt.Allowed, CancellationToken.None));
        await store.UnlockAsync(default, CancellationToken.None);
    }

    [Fact]
    public async Task A_prompt_that_nobody_answers_is_left_alone()
    {
        using var answered = new ManualResetEventSlim();
        var store = new KeychainStore(
            new FakeKeychainApi
            {
                IsUnlocked = false,
                Prompt = () =>
                {
                    answered.Wait();
                    return 0;
                },
            },
            _time
        );

        var unlocking = store.UnlockAsync(KeychainPrompt.Allowed, CancellationToken.None);
        while (!unlocking.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await AssertAsync(ErrorCode.VaultLocked, () => unlocking);
        answered.Set();
    }

    [Theory]
    [InlineData(-128, ErrorCode.VaultLocked)]
    [InlineData(-25308, ErrorCode.VaultLocked)]
    [InlineData(-25293, ErrorCode.VaultLocked)]
    [InlineData(-34, ErrorCode.VaultFull)]
    [InlineData(-25307, ErrorCode.VaultUnavailable)]
    [InlineData(-34018, ErrorCode.VaultUnavailable)]
    [InlineData(-1, ErrorCode.VaultUnavailable)]
    public async Task Statuses_of_macos_are_errors_of_the_vault(int status, ErrorCode code)
    {
        var store = new KeychainStore(new FakeKeychainApi { Error = status }, _time);

        await AssertAsync(code, () => store.SetAsync(Name, "label", Secret, default, CancellationToken.None));
        Assert.Equal(VaultState.Unavailable, (await store.ProbeAsync(CancellationToken.None)).State);
    }

    private static async Task AssertAsync(ErrorCode code, Func<Task> use) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RoleAssistException>(use)).Code);
}
