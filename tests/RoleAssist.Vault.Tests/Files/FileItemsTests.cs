using CsCheck;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Files;

namespace RoleAssist.Vault.Tests.Files;

public class FileItemsTests
{
    [Fact]
    public void Reads_what_it_wrote()
    {
        var (first, second) = (SecretName.Create(SecretKind.Key), SecretName.Create(SecretKind.SessionKey));
        using var secret = SecretBytes.Random(ISecretStore.MaxSecretBytes);
        using var items = new FileItems([]);
        items.Set(first, "AWS key of Zürich (RoleAssist)", secret);
        items.Set(second, "s", secret);

        using var content = items.Write();
        using var read = FileItems.Read(content.Span);

        Assert.Equal([first, second], read!.All.Select(item => item.Name));
        Assert.Equal("AWS key of Zürich (RoleAssist)", read.Find(first)!.Label);
        Assert.True(read.Find(second)!.Secret.Matches(secret));
    }

    [Fact]
    public void No_part_of_it_is_read()
    {
        using var secret = SecretBytes.Random(10);
        using var items = new FileItems([]);
        items.Set(SecretName.Create(SecretKind.Key), "label", secret);
        using var content = items.Write();
        for (var length = 0; length < content.Length; length++)
        {
            Assert.Null(FileItems.Read(content.Span[..length]));
        }
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Byte.Array[0, 200].Sample(bytes => FileItems.Read([1, 0, .. bytes])?.Dispose(), iter: 1_000);
}
