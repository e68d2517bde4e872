using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RoleAssist.Sandbox.Oidc;

/// <summary>
/// The signing key of an identity provider (ES256, RFC 7518 section 3.4). It is created at each start of the sandbox,
/// which then rewrites the token in its home folder.
/// </summary>
internal sealed class SigningKey : IDisposable
{
    public const string Algorithm = "ES256";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Lock _using = new();

    public string Id { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    public byte[] Sign(string text)
    {
        lock (_using)
        {
            return _key.SignData(
                Encoding.ASCII.GetBytes(text),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            );
        }
    }

    public bool Verify(string text, byte[] signature)
    {
        lock (_using)
        {
            return _key.VerifyData(
                Encoding.UTF8.GetBytes(text),
                signature,
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            );
        }
    }

    public void Dispose() => _key.Dispose();
}
