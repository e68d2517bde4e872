using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RoleAssist.Aws.Signing;

/// <summary>
/// Proof Key for Code Exchange (RFC 7636): whoever intercepts the code cannot redeem it without the verifier.
/// </summary>
/// <param name="Verifier">The secret that is sent with the code: 43 characters.</param>
/// <param name="Challenge">Its SHA-256 in base64url without padding, which the browser carries.</param>
internal sealed record ProofKey(string Verifier, string Challenge)
{
    private const int SecretBytes = 32;

    public static ProofKey Create()
    {
        var verifier = CreateSecret();
        return new ProofKey(
            verifier,
            Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))
        );
    }

    /// <summary>Creates a secret for URLs, such as a <c>state</c>.</summary>
    public static string CreateSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Returns no verifier.</summary>
    public override string ToString() => Challenge;
}
