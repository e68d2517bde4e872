using System.Numerics;
using System.Security.Cryptography;
using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Linux;

/// <summary>
/// The transfer of secrets by the algorithm dh-ietf1024-sha256-aes128-cbc-pkcs7 (Secret Service API, "Transfer of
/// Secrets"). It keeps secrets from those who read along on the bus, and out of the buffers of messages. Nothing more:
/// the other side is not authenticated, and 1,024 bits are few.
/// </summary>
internal sealed class SecretSession : IDisposable
{
    public const string Algorithm = "dh-ietf1024-sha256-aes128-cbc-pkcs7";

    private const int GroupBytes = 128;
    private const int KeyBytes = 16;
    private const int BlockBytes = 16;

    /// <summary>Twice the strength of the group is enough for an exponent (RFC 2409, 6.2; RFC 3526, 8).</summary>
    private const int ExponentBytes = 32;

    /// <summary>The Second Oakley Group (RFC 2409, 6.2).</summary>
    private static readonly BigInteger Prime = new(
        Convert.FromHexString(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF"
        ),
        isUnsigned: true,
        isBigEndian: true
    );

    private static readonly BigInteger Generator = 2;

    private readonly SecretBytes _key;

    private SecretSession(string path, SecretBytes key) => (Path, _key) = (path, key);

    /// <summary>The session's object on the bus.</summary>
    public string Path { get; }

    /// <summary>Makes the key pair of a new session.</summary>
    public static Offer CreateOffer()
    {
        using var exponent = SecretBytes.Random(ExponentBytes);
        return new Offer(new BigInteger(exponent.Span, isUnsigned: true, isBigEndian: true));
    }

    /// <summary>Encrypts a secret; the vector is a parameter of the encrypted secret.</summary>
    public (byte[] Vector, byte[] Value) Encrypt(SecretBytes secret)
    {
        var vector = RandomNumberGenerator.GetBytes(BlockBytes);
        using var cipher = CreateCipher();
        return (vector, cipher.EncryptCbc(secret.Span, vector));
    }

    /// <summary>Decrypts a secret; null if the parts cannot be one.</summary>
    public SecretBytes? Decrypt(ReadOnlySpan<byte> vector, ReadOnlySpan<byte> value)
    {
        if (vector.Length != BlockBytes || value.Length == 0 || value.Length % BlockBytes != 0)
        {
            return null;
        }

        using var padded = new SecretBytes(value.Length);
        try
        {
            using var cipher = CreateCipher();
            return cipher.TryDecryptCbc(value, vector, padded.Span, out var length)
                ? SecretBytes.Copy(padded.Span[..length])
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => _key.Dispose();

    private Aes CreateCipher()
    {
        var cipher = Aes.Create();
        cipher.SetKey(_key.Span);
        return cipher;
    }

    /// <summary>Our half of the key exchange.</summary>
    internal sealed class Offer(BigInteger exponent)
    {
        public byte[] PublicKey { get; } = ToBytes(BigInteger.ModPow(Generator, exponent, Prime));

        /// <summary>Completes the exchange; null if the service's key cannot be one.</summary>
        public SecretSession? Accept(string path, ReadOnlySpan<byte> servicesKey)
        {
            if (servicesKey.Length is 0 or > GroupBytes)
            {
                return null;
            }

            // 0, 1 and p-1 would make the common secret known to everybody.
            var theirs = new BigInteger(servicesKey, isUnsigned: true, isBigEndian: true);
            if (theirs <= BigInteger.One || theirs >= Prime - BigInteger.One)
            {
                return null;
            }

            var common = ToBytes(BigInteger.ModPow(theirs, exponent, Prime));
            var key = new SecretBytes(KeyBytes);
            HKDF.DeriveKey(HashAlgorithmName.SHA256, common, key.Span, salt: [], info: []);
            CryptographicOperations.ZeroMemory(common);
            return new SecretSession(path, key);
        }

        /// <summary>Returns a number of the group, padded on the left.</summary>
        private static byte[] ToBytes(BigInteger number)
        {
            var bytes = new byte[GroupBytes];
            number.TryWriteBytes(
                bytes.AsSpan(GroupBytes - number.GetByteCount(isUnsigned: true)),
                out _,
                isUnsigned: true,
                isBigEndian: true
            );
            return bytes;
        }
    }
}
