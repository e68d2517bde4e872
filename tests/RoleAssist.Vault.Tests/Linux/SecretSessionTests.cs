using CsCheck;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Linux;

namespace RoleAssist.Vault.Tests.Linux;

public class SecretSessionTests
{
    [Fact]
    public void Both_sides_derive_the_same_key()
    {
        var (ours, theirs) = (SecretSession.CreateOffer(), SecretSession.CreateOffer());
        using var here = ours.Accept("/1", theirs.PublicKey)!;
        using var there = theirs.Accept("/1", ours.PublicKey)!;
        using var secret = SecretBytes.Random(100);

        var (vector, value) = here.Encrypt(secret);
        using var read = there.Decrypt(vector, value);

        Assert.True(secret.Matches(read!));
        Assert.Equal(128, ours.PublicKey.Length);
    }

    [Fact]
    public void Any_bytes_are_decrypted_or_refused() =>
        Gen
            .Byte.Array[0, 64]
            .Select(Gen.Byte.Array[0, 64])
            .Sample(
                (vector, value) =>
                {
                    using var session = SecretSession.CreateOffer().Accept("/1", [32])!;
                    session.Decrypt(vector, value)?.Dispose();
                },
                iter: 200
            );
}
