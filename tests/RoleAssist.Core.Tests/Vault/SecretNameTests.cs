using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Tests.Vault;

public class SecretNameTests
{
    [Theory]
    [InlineData(SecretKind.Key, "key/")]
    [InlineData(SecretKind.SessionKey, "session-key/")]
    public void Reads_what_it_wrote(SecretKind kind, string prefix)
    {
        var name = SecretName.Create(kind);

        Assert.Equal(prefix + name.Id, name.ToString());
        Assert.True(SecretName.TryParse(name.ToString(), out var read));
        Assert.Equal(name, read);
        Assert.NotEqual(name, SecretName.Create(kind));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("key/")]
    [InlineData("key/0123")]
    [InlineData("key/0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("key/0123456789abcdef0123456789abcdef/")]
    [InlineData("Key/0123456789abcdef0123456789abcdef")]
    [InlineData("other/0123456789abcdef0123456789abcdef")]
    [InlineData("key/../0123456789abcdef0123456789abcd")]
    public void Nothing_else_is_a_name(string? text) => Assert.False(SecretName.TryParse(text, out _));

    [Fact]
    public void Every_store_has_a_name_of_its_own()
    {
        Assert.Equal(["auto", "credential-manager", "dpapi", "keychain", "secret-service", "file"], StoreKinds.Values);
        Assert.All(Enum.GetValues<StoreKind>(), kind => Assert.Equal(kind, StoreKinds.Find(kind.Name())));
        Assert.Null(StoreKinds.Find("plain"));
    }
}
