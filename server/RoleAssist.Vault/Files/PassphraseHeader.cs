using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Files;

/// <summary>
/// The header of the passphrase file: how a passphrase becomes a key, and the file's own random key, sealed under it.
/// </summary>
/// <param name="Vault">128 random bits in hexadecimal digits, under which the opened key rests.</param>
/// <param name="Kdf">The key derivation: <see cref="PassphraseKdf.Name"/>.</param>
/// <param name="MemoryKiB">Its memory.</param>
/// <param name="Passes">Its passes.</param>
/// <param name="Lanes">Its lanes.</param>
/// <param name="Salt">Its salt.</param>
/// <param name="Key">The sealed key: a <see cref="SealedFile"/> whose header is the text of the other members.</param>
internal sealed record PassphraseHeader(
    string Vault,
    string Kdf,
    int MemoryKiB,
    int Passes,
    int Lanes,
    byte[] Salt,
    byte[] Key
)
{
    private const int IdDigits = 32;
    private const int MaxSaltBytes = 64;

    private PassphraseKdf Cost => new(MemoryKiB, Passes, Lanes);

    private byte[] KeyContext =>
        Encoding.UTF8.GetBytes(
            string.Create(null, $"{Vault} {Kdf} {MemoryKiB} {Passes} {Lanes} {Convert.ToHexStringLower(Salt)}")
        );

    public static PassphraseHeader Create(string vault, SecretBytes fileKey, SecretBytes passphrase, PassphraseKdf cost)
    {
        var salt = RandomNumberGenerator.GetBytes(PassphraseKdf.SaltBytes);
        var open = new PassphraseHeader(vault, PassphraseKdf.Name, cost.MemoryKiB, cost.Passes, cost.Lanes, salt, []);
        using var derived = cost.Derive(passphrase, salt);
        return open with { Key = SealedFile.Seal(derived, open.KeyContext, fileKey.Span) };
    }

    /// <summary>Reads a header; null if it is invalid, or its cost is unbearable.</summary>
    public static PassphraseHeader? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return
                JsonSerializer.Deserialize(json, FileJsonContext.Default.PassphraseHeader)
                    is { Kdf: PassphraseKdf.Name, Vault.Length: IdDigits, Salt.Length: >= 8 and <= MaxSaltBytes } header
                && header.Cost.IsBearable
                && header.Vault.All(char.IsAsciiHexDigitLower)
                ? header
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, FileJsonContext.Default.PassphraseHeader);

    /// <summary>Returns the file's key, which the caller disposes; null if the passphrase is wrong.</summary>
    public SecretBytes? OpenKey(SecretBytes passphrase)
    {
        using var derived = Cost.Derive(passphrase, Salt);

        // The file repeats the context; what counts is the header that was used to derive the key.
        return
            SealedFile.TryReadHeader(Key, out var context)
            && context.SequenceEqual(KeyContext)
            && SealedFile.Open(derived, Key) is { } key
            ? key
            : null;
    }
}

/// <summary>The JSON format of headers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false
)]
[JsonSerializable(typeof(PassphraseHeader))]
internal sealed partial class FileJsonContext : JsonSerializerContext;
