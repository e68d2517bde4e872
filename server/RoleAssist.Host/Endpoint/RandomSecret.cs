using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// Creates and compares secrets for variables, URLs and headers, which contain letters, digits, <c>-</c> and <c>_</c>
/// only.
/// </summary>
internal static class RandomSecret
{
    public static string Create(int bits) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bits / 8));

    /// <summary>
    /// Compares a secret in constant time, so that the duration does not reveal how much of it matches.
    /// </summary>
    public static bool IsKnown(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(
            MemoryMarshal.AsBytes(expected.AsSpan()),
            MemoryMarshal.AsBytes(given.AsSpan())
        );
}
