using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RoleAssist.Sandbox.Formats;

/// <summary>
/// Seals values into opaque tokens that only this sandbox can open, also after a restart; nothing is stored. A token
/// that was sealed for one purpose cannot be opened for another.
/// </summary>
internal sealed class Sealer(byte[] sealingKey, string purpose)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _key = DeriveKey(sealingKey, purpose);

    public static byte[] DeriveKey(byte[] sealingKey, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, sealingKey, outputLength: 32, info: Encoding.UTF8.GetBytes(purpose));

    public string Seal<T>(T value, JsonTypeInfo<T> type)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var token = new byte[NonceSize + TagSize + plain.Length];
        var nonce = token.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Encrypt(nonce, plain, token.AsSpan(NonceSize + TagSize), token.AsSpan(NonceSize, TagSize));
        return Convert.ToBase64String(token);
    }

    /// <summary>Seals a value into a token that needs no encoding in a URL.</summary>
    public string SealForUrl<T>(T value, JsonTypeInfo<T> type) =>
        Base64Url.EncodeToString(Convert.FromBase64String(Seal(value, type)));

    /// <summary>Opens a token that this sandbox sealed for this purpose; returns null for any other text.</summary>
    public T? Open<T>(string token, JsonTypeInfo<T> type)
        where T : class
    {
        var sealedBytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, sealedBytes, out var length)
            ? Open(sealedBytes.AsSpan(0, length), type)
            : null;
    }

    /// <summary>Opens a token of <see cref="SealForUrl"/>; returns null for any other text.</summary>
    public T? OpenFromUrl<T>(string token, JsonTypeInfo<T> type)
        where T : class
    {
        var sealedBytes = new byte[token.Length];
        return Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, sealedBytes, out var length)
            ? Open(sealedBytes.AsSpan(0, length), type)
            : null;
    }

    private T? Open<T>(ReadOnlySpan<byte> sealedBytes, JsonTypeInfo<T> type)
        where T : class
    {
        if (sealedBytes.Length <= NonceSize + TagSize)
        {
            return null;
        }

        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(_key, TagSize);
        try
        {
            cipher.Decrypt(
                sealedBytes[..NonceSize],
                sealedBytes[(NonceSize + TagSize)..],
                sealedBytes.Slice(NonceSize, TagSize),
                plain
            );
            return JsonSerializer.Deserialize(plain, type);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
