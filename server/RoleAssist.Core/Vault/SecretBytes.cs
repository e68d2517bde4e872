using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace RoleAssist.Core.Vault;

/// <summary>
/// A secret in memory. The garbage collector does not move it, so disposal overwrites the only copy. It has no text:
/// neither a log nor an exception can show it.
/// </summary>
[JsonConverter(typeof(SecretBytesConverter))]
public sealed class SecretBytes : IDisposable
{
    private readonly byte[] _bytes;

    /// <summary>Creates a secret of zeros, to be filled through <see cref="Span"/>.</summary>
    public SecretBytes(int length) => _bytes = GC.AllocateArray<byte>(length, pinned: true);

    public int Length => _bytes.Length;

    /// <summary>The bytes; zeros after disposal.</summary>
    public Span<byte> Span => _bytes;

    /// <summary>The bytes themselves, for calls that cannot take a span. They must not be kept.</summary>
    public byte[] Array => _bytes;

    public static SecretBytes Copy(ReadOnlySpan<byte> bytes)
    {
        var secret = new SecretBytes(bytes.Length);
        bytes.CopyTo(secret._bytes);
        return secret;
    }

    public static SecretBytes Random(int length)
    {
        var secret = new SecretBytes(length);
        RandomNumberGenerator.Fill(secret._bytes);
        return secret;
    }

    /// <summary>Whether two secrets are the same, in a time that does not depend on where they differ.</summary>
    public bool Matches(SecretBytes other) => CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    public override string ToString() => "(secret)";
}
