using CsCheck;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Files;
using RoleAssist.Vault.Tests.Support;

namespace RoleAssist.Vault.Tests.Files;

public class SealedFileTests
{
    private static readonly SecretBytes Key = SecretBytes.Random(SealedFile.KeyBytes);

    [Fact]
    public void Opens_what_it_sealed_and_never_twice_the_same()
    {
        var first = SealedFile.Seal(Key, "header"u8, "content"u8);
        var second = SealedFile.Seal(Key, "header"u8, "content"u8);

        using var content = SealedFile.Open(Key, first);
        Assert.Equal("content"u8, content!.Span);
        Assert.True(SealedFile.TryReadHeader(first, out var header));
        Assert.Equal("header"u8, header);
        Assert.NotEqual(first, second);
        Assert.Equal(-1, first.AsSpan().IndexOf("content"u8));
    }

    [Fact]
    public void Empty_content_and_an_empty_header_are_sealed_too()
    {
        using var content = SealedFile.Open(Key, SealedFile.Seal(Key, [], []));

        Assert.Equal(0, content!.Length);
    }

    [Fact]
    public void No_changed_byte_opens()
    {
        var file = SealedFile.Seal(Key, "header"u8, "content"u8);
        for (var i = 0; i < file.Length; i++)
        {
            var changed = file.ToArray();
            changed[i] ^= 1;
            Assert.Null(SealedFile.Open(Key, changed));
        }
    }

    [Fact]
    public void No_shorter_or_longer_file_opens()
    {
        var file = SealedFile.Seal(Key, "header"u8, "content"u8);
        for (var length = 0; length < file.Length; length++)
        {
            Assert.Null(SealedFile.Open(Key, file.AsSpan(0, length)));
        }

        Assert.Null(SealedFile.Open(Key, [.. file, 0]));
    }

    [Fact]
    public void Another_key_or_another_files_header_does_not_open()
    {
        var file = SealedFile.Seal(Key, "header"u8, "content"u8);
        using var other = SecretBytes.Random(SealedFile.KeyBytes);
        using var tooShort = SecretBytes.Random(16);
        var swapped = file.ToArray();
        "hEADER"u8.CopyTo(swapped.AsSpan(10));

        Assert.Null(SealedFile.Open(other, file));
        Assert.Null(SealedFile.Open(tooShort, file));
        Assert.Null(SealedFile.Open(Key, swapped));
    }

    [Fact]
    public void Any_bytes_are_refused() =>
        Gen.Byte.Array[0, 100].Sample(bytes => Assert.Null(SealedFile.Open(Key, bytes)), iter: 500);

    [Fact]
    public void A_file_is_read_up_to_its_limit()
    {
        using var folder = new VaultFolder();
        var path = folder.PathOf("file");
        SealedFile.Write(path, new byte[100]);

        Assert.Null(SealedFile.Read(folder.PathOf("missing"), 100));
        Assert.Equal(100, SealedFile.Read(path, 100)!.Length);
        Assert.Throws<IOException>(() => SealedFile.Read(path, 99));
    }
}
