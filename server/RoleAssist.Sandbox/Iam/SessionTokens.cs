using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RoleAssist.Sandbox.Iam;

/// <summary>
/// Seals sessions into opaque tokens. Nothing is stored: access key id and secret follow from the token and the sealing
/// key, so a token is good only together with the key that was issued with it, also after a restart.
/// </summary>
internal sealed class SessionTokens(byte[] sealingKey)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _encryptionKey = Derive(sealingKey, "token");
    private readonly byte[] _keyIdKey = Derive(sealingKey, "access key id");
    private readonly byte[] _secretKey = Derive(sealingKey, "secret access key");

    public SessionCredentials Issue(Session session)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(session, SandboxJsonContext.Default.Session);
        var token = new byte[NonceSize + TagSize + plain.Length];
        var nonce = token.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_encryptionKey, TagSize);
        cipher.Encrypt(nonce, plain, token.AsSpan(NonceSize + TagSize), token.AsSpan(NonceSize, TagSize));
        var text = Convert.ToBase64String(token);
        return new SessionCredentials(AccessKeyIdOf(text), SecretOf(text), text, session.Expiration);
    }

    /// <summary>Opens a token of this sandbox that belongs to the given access key.</summary>
    public bool TryOpen(
        string token, string accessKeyId, [NotNullWhen(true)] out Session? session, [NotNullWhen(true)] out string? secretAccessKey)
    {
        (session, secretAccessKey) = (null, null);
        if ((AccessKeyIdOf(token) != accessKeyId && LongAccessKeyIdOf(token) != accessKeyId) || Unseal(token) is not { } plain)
        {
            return false;
        }

        session = JsonSerializer.Deserialize(plain, SandboxJsonContext.Default.Session);
        secretAccessKey = SecretOf(token);
        return session is not null;
    }

    /// <summary>Another id of the key that belongs to a token, much longer than the one it was issued with.</summary>
    public string LongAccessKeyIdOf(string token) =>
        UniqueId.ForKey(UniqueId.TemporaryKey, HMACSHA512.HashData(_keyIdKey, Encoding.UTF8.GetBytes(token)), characters: 100);

    private byte[]? Unseal(string token)
    {
        var sealedBytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, sealedBytes, out var length) || length <= NonceSize + TagSize)
        {
            return null;
        }

        var plain = new byte[length - NonceSize - TagSize];
        using var cipher = new AesGcm(_encryptionKey, TagSize);
        try
        {
            cipher.Decrypt(
                sealedBytes.AsSpan(0, NonceSize),
                sealedBytes.AsSpan(NonceSize + TagSize, plain.Length),
                sealedBytes.AsSpan(NonceSize, TagSize),
                plain);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private string AccessKeyIdOf(string token) => UniqueId.ForKey(UniqueId.TemporaryKey, Hmac(_keyIdKey, token));

    private string SecretOf(string token) => Convert.ToBase64String(Hmac(_secretKey, token).AsSpan(0, 30));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, outputLength: 32, info: Encoding.UTF8.GetBytes(purpose));
}
