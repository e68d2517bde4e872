using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Tests.Fakes;
using RoleAssist.Vault.Tests.Support;
using RoleAssist.Vault.Windows;

namespace RoleAssist.Vault.Tests.Windows;

public class CredentialManagerStoreTests
{
    private static readonly SecretName Name = SecretName.Create(SecretKind.Key);
    private static readonly SecretBytes Secret = Keyring.Secret("secret");

    [Fact]
    public async Task Keeps_a_secret_under_a_name_that_people_recognize()
    {
        var api = new FakeCredentialApi();
        var store = new CredentialManagerStore(api);

        await store.SetAsync(Name, "home", Secret, default, CancellationToken.None);

        Assert.Equal("home", api.Credentials[$"RoleAssist:key/{Name.Id}"].UserName);
        using var read = await store.GetAsync(Name, default, CancellationToken.None);
        Assert.True(Secret.Matches(read!));
        Assert.Equal(new StoreStatus(VaultState.Open, 1), await store.ProbeAsync(CancellationToken.None));
        Assert.True(await store.DeleteAsync(Name, default, CancellationToken.None));
        Assert.False(await store.DeleteAsync(Name, default, CancellationToken.None));
        Assert.Null(await store.GetAsync(Name, default, CancellationToken.None));
        Assert.Empty(await store.ListAsync(default, CancellationToken.None));
    }

    [Fact]
    public async Task Lists_its_own_items_only_under_either_name()
    {
        var api = new FakeCredentialApi();
        api.Credentials[$"LegacyGeneric:target=RoleAssist:{Name}"] = ("", []);
        api.Credentials["RoleAssist:key/../x"] = ("", []);
        api.Credentials["Other:RoleAssist:key/1"] = ("", []);

        Assert.Equal([Name], await new CredentialManagerStore(api).ListAsync(default, CancellationToken.None));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1312)]
    public async Task A_logon_session_that_keeps_nothing_is_no_store(int persistence, int error)
    {
        var store = new CredentialManagerStore(new FakeCredentialApi { Persistence = persistence, Error = error });

        var status = await store.ProbeAsync(CancellationToken.None);

        Assert.Equal(VaultState.Unavailable, status.State);
        Assert.Contains("logon session", status.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1312, ErrorCode.VaultUnavailable)]
    [InlineData(1783, ErrorCode.VaultFull)]
    [InlineData(8, ErrorCode.VaultFull)]
    [InlineData(5, ErrorCode.VaultUnavailable)]
    public async Task Windows_errors_are_errors_of_the_vault(int error, ErrorCode code)
    {
        var store = new CredentialManagerStore(new FakeCredentialApi { Error = error });

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            store.SetAsync(Name, "home", Secret, default, CancellationToken.None)
        );
        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public async Task A_planted_item_that_is_too_long_is_refused()
    {
        var api = new FakeCredentialApi();
        api.Credentials[$"RoleAssist:{Name}"] = ("", new byte[ISecretStore.MaxSecretBytes + 1]);

        await Assert.ThrowsAsync<RoleAssistException>(() =>
            new CredentialManagerStore(api).GetAsync(Name, default, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Secrets_and_labels_have_limits()
    {
        var store = new CredentialManagerStore(new FakeCredentialApi());
        using var tooLong = new SecretBytes(ISecretStore.MaxSecretBytes + 1);
        using var empty = new SecretBytes(0);

        foreach (var (label, secret) in new[] { ("a", tooLong), ("a", empty), ("", Secret), ("a\nb", Secret) })
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() =>
                store.SetAsync(Name, label, secret, default, CancellationToken.None)
            );
        }
    }
}
