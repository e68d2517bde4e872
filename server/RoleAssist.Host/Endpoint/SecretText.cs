using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RoleAssist.Host.Endpoint;

/// <summary>Secrets that go into variables, URLs and headers: letters, digits, <c>-</c> and <c>_</c> alone.</summary>
internal static class SecretText
{
    public static string Create(int bits) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bits / 8));

    /// <summary>Whether somebody knows a secret. How long the answer takes says nothing of how near they came.</summary>
    public static bool IsKnown(string expected, string given) => CryptographicOperations.FixedTimeEquals(
        MemoryMarshal.AsBytes(expected.AsSpan()), MemoryMarshal.AsBytes(given.AsSpan()));
}
