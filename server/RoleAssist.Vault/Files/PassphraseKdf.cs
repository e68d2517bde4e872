using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Files;

/// <summary>
/// Derives a key from a passphrase with Argon2id (RFC 9106). The cost is stored with the file, so that it can grow. The
/// first is OWASP's smallest recommendation: 19 MiB, two passes, one lane.
/// </summary>
/// <param name="MemoryKiB">The memory in KiB.</param>
/// <param name="Passes">The number of passes over it.</param>
/// <param name="Lanes">The number of lanes.</param>
internal readonly record struct PassphraseKdf(int MemoryKiB, int Passes, int Lanes)
{
    public const string Name = "argon2id";
    public const int SaltBytes = 16;

    public static PassphraseKdf Default { get; } = new(19 * 1024, 2, 1);

    /// <summary>Whether the cost is bearable: a damaged file must not take all memory or a day.</summary>
    public bool IsBearable =>
        MemoryKiB is >= 8 and <= 1024 * 1024 && Passes is >= 1 and <= 32 && Lanes is >= 1 and <= 8;

    public SecretBytes Derive(SecretBytes passphrase, byte[] salt)
    {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.Argon2id)
            .WithVersion(Argon2Parameters.Version13)
            .WithMemoryAsKB(MemoryKiB)
            .WithIterations(Passes)
            .WithParallelism(Lanes)
            .WithSalt(salt)
            .Build();
        var generator = new Argon2BytesGenerator();
        generator.Init(parameters);
        var key = new SecretBytes(SealedFile.KeyBytes);
        generator.GenerateBytes(passphrase.Array, key.Array);
        return key;
    }
}
