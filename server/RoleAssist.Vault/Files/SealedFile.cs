using System.Buffers.Binary;
using System.Security.Cryptography;
using RoleAssist.Core.Vault;
using RoleAssist.Interop.Files;

namespace RoleAssist.Vault.Files;

/// <summary>
/// The format of files that RoleAssist seals: a header in clear, and content under AES-256-GCM (NIST SP 800-38D).
/// Magic, version and header are the associated data, so that none of them can be exchanged. An older version of the
/// whole file opens too: a seal does not prove that a file is the latest.
/// </summary>
/// <remarks>
/// <c>RASSEAL</c>, version (1 byte), length of the header (2 bytes, big endian), header, nonce (12), ciphertext, tag (16).
/// Nonces are random: a key may seal 2^32 times (SP 800-38D, 8.3).
/// </remarks>
public static class SealedFile
{
    public const int KeyBytes = 32;
    public const int MaxHeaderBytes = 4_096;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const byte Version = 1;

    private static ReadOnlySpan<byte> Magic => "RASSEAL"u8;

    private static int HeaderOffset => Magic.Length + 1 + sizeof(ushort);

    /// <summary>Seals content under a key.</summary>
    public static byte[] Seal(SecretBytes key, ReadOnlySpan<byte> header, ReadOnlySpan<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(header.Length, MaxHeaderBytes, nameof(header));
        var start = HeaderOffset + header.Length;
        var file = new byte[start + NonceBytes + content.Length + TagBytes];
        Magic.CopyTo(file);
        file[Magic.Length] = Version;
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(Magic.Length + 1), (ushort)header.Length);
        header.CopyTo(file.AsSpan(HeaderOffset));

        var nonce = file.AsSpan(start, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Span, TagBytes);
        cipher.Encrypt(
            nonce,
            content,
            file.AsSpan(start + NonceBytes, content.Length),
            file.AsSpan(file.Length - TagBytes),
            file.AsSpan(0, start)
        );
        return file;
    }

    /// <summary>Reads the header without a key. Nothing in it is proved before <see cref="Open"/> succeeds.</summary>
    /// <returns>False if the file is not a sealed file of a known version, or is cut off.</returns>
    public static bool TryReadHeader(ReadOnlySpan<byte> file, out ReadOnlySpan<byte> header)
    {
        header = default;
        if (file.Length < HeaderOffset || !file.StartsWith(Magic) || file[Magic.Length] != Version)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(file[(Magic.Length + 1)..]);
        if (length > MaxHeaderBytes || file.Length - HeaderOffset - length < NonceBytes + TagBytes)
        {
            return false;
        }

        header = file.Slice(HeaderOffset, length);
        return true;
    }

    /// <summary>Opens a file. The caller disposes the content.</summary>
    /// <returns>Null if the key is another one, or any byte of the file has changed.</returns>
    public static SecretBytes? Open(SecretBytes key, ReadOnlySpan<byte> file)
    {
        if (key.Length != KeyBytes || !TryReadHeader(file, out var header))
        {
            return null;
        }

        var start = HeaderOffset + header.Length;
        var sealedContent = file[(start + NonceBytes)..^TagBytes];
        var content = new SecretBytes(sealedContent.Length);
        try
        {
            using var cipher = new AesGcm(key.Span, TagBytes);
            cipher.Decrypt(
                file.Slice(start, NonceBytes),
                sealedContent,
                file[^TagBytes..],
                content.Span,
                file[..start]
            );
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            content.Dispose();
            return null;
        }
    }

    /// <summary>Reads a file of this user; returns null if it does not exist.</summary>
    /// <exception cref="IOException">
    /// The file is longer than the limit, is a link, belongs to another user or is accessible to others.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static byte[]? Read(string path, int maxBytes)
    {
        using var file = PrivateFile.OpenRead(path);
        if (file is null)
        {
            return null;
        }

        // The length is not trusted: the file may grow while it is read.
        var content = new byte[Math.Min(file.Length, maxBytes) + 1];
        var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return length <= maxBytes && length < content.Length
            ? content[..length]
            : throw new IOException($"{path} is longer than {maxBytes} bytes, or is being written.");
    }

    /// <summary>Replaces a file in one step, readable by this user only.</summary>
    public static void Write(string path, ReadOnlySpan<byte> file) => PrivateFile.Write(path, file);
}
