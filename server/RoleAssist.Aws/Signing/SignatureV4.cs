using System.Security.Cryptography;
using System.Text;
using RoleAssist.Core.Credentials;

namespace RoleAssist.Aws.Signing;

/// <summary>
/// Signs requests with Signature Version 4 in headers, for the calls that RoleAssist makes without AWS' SDK
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html).
/// </summary>
internal static class SignatureV4
{
    public const string Authorization = "Authorization";
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string DateHeader = "X-Amz-Date";
    private const string TokenHeader = "X-Amz-Security-Token";

    /// <summary>Signs a request.</summary>
    /// <returns>The headers to add to the request.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> Sign(
        RequestToSign request,
        AwsCredentials credentials,
        SigningScope scope,
        bool normalizePath = true
    )
    {
        List<KeyValuePair<string, string>> added = [new(DateHeader, scope.Timestamp)];
        if (credentials.SessionToken is { } token)
        {
            added.Add(new(TokenHeader, token));
        }

        var canonical = CanonicalRequest.Create(
            request with
            {
                Headers = [.. request.Headers, .. added],
            },
            normalizePath
        );
        var signature = SignatureOf(StringToSign(canonical, scope), credentials.SecretAccessKey, scope);
        added.Add(
            new(
                Authorization,
                $"{Algorithm} Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={canonical.SignedHeaders}, "
                    + $"Signature={signature}"
            )
        );
        return added;
    }

    internal static string StringToSign(CanonicalRequest canonical, SigningScope scope)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(canonical.Text));
        return $"{Algorithm}\n{scope.Timestamp}\n{scope}\n{Convert.ToHexStringLower(hash)}";
    }

    private static string SignatureOf(string text, string secret, SigningScope scope)
    {
        // Each key is overwritten as soon as the next one is derived from it.
        var key = Encoding.UTF8.GetBytes($"AWS4{secret}");
        foreach (var part in (string[])[scope.Date, scope.Region, scope.Service, SigningScope.Terminator])
        {
            var next = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
            CryptographicOperations.ZeroMemory(key);
            key = next;
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        CryptographicOperations.ZeroMemory(key);
        return signature;
    }
}
