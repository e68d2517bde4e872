using System.Security.Cryptography;
using System.Text;

namespace RoleAssist.Sandbox.Signing;

/// <summary>Computes Signature Version 4: string to sign, derived key, signature.</summary>
internal static class SignatureV4
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public static string StringToSign(string timestamp, CredentialScope scope, string canonicalRequest) =>
        $"{Algorithm}\n{timestamp}\n{scope}\n{CanonicalRequest.HashOf(Encoding.UTF8.GetBytes(canonicalRequest))}";

    public static string Sign(string secretAccessKey, CredentialScope scope, string stringToSign)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secretAccessKey);
        foreach (var part in new[] { scope.Date, scope.Region, scope.Service, CredentialScope.Terminator })
        {
            key = Hmac(key, part);
        }

        return Convert.ToHexStringLower(Hmac(key, stringToSign));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
