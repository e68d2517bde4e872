using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RoleAssist.Aws.SignIn;

/// <summary>
/// The key to which AWS Sign-In binds a login. Each request proves that its sender holds it
/// (https://www.rfc-editor.org/rfc/rfc9449), so a stolen refresh token is worth nothing alone.
/// </summary>
internal sealed class DpopKey : IDisposable
{
    private readonly ECDsa _key;

    private DpopKey(ECDsa key) => _key = key;

    public static DpopKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>
    /// Reads a key as the AWS tools store it, in SEC 1 or PKCS #8; returns null if it is not a private key on P-256.
    /// </summary>
    public static DpopKey? FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (IsP256(key.ExportParameters(includePrivateParameters: true)))
            {
                return new DpopKey(key);
            }
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            // Not a key, only the public half of one, or one that a password protects.
        }

        key.Dispose();
        return null;
    }

    /// <summary>Formats the key as the AWS CLI does (SEC 1), which all tools read.</summary>
    public string ToPem() => $"{_key.ExportECPrivateKeyPem()}\n";

    /// <summary>Creates the proof for one POST request, as the value of the header <c>DPoP</c>.</summary>
    /// <param name="url">The URL of the request, without query.</param>
    /// <param name="now">The time. The service allows for a difference of some minutes.</param>
    public string Prove(string url, DateTimeOffset now)
    {
        var claims = $"{Encode(WriteHeader())}.{Encode(WritePayload(url, now))}";
        var signature = _key.SignData(
            Encoding.ASCII.GetBytes(claims),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation
        );
        return $"{claims}.{Encode(signature)}";
    }

    public void Dispose() => _key.Dispose();

    private byte[] WriteHeader() =>
        Write(json =>
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            json.WriteString("typ", "dpop+jwt");
            json.WriteString("alg", "ES256");
            json.WriteStartObject("jwk");
            json.WriteString("kty", "EC");
            json.WriteString("x", Encode(point.X!));
            json.WriteString("y", Encode(point.Y!));
            json.WriteString("crv", "P-256");
            json.WriteEndObject();
        });

    private static byte[] WritePayload(string url, DateTimeOffset now) =>
        Write(json =>
        {
            json.WriteString("htm", "POST");
            json.WriteString("htu", url);
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteString("jti", Guid.NewGuid());
        });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    private static bool IsP256(ECParameters key) =>
        key.D is not null && key.Curve.IsNamed && key.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
}
