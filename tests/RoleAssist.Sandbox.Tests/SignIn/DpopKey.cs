using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RoleAssist.Sandbox.Tests.SignIn;

/// <summary>Makes DPoP proofs, good and hostile ones, as RFC 9449 describes them.</summary>
internal sealed class DpopKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly ECCurve _curve;

    public DpopKey(ECCurve? curve = null)
    {
        _curve = curve ?? ECCurve.NamedCurves.nistP256;
        _key = ECDsa.Create(_curve);
    }

    public Dictionary<string, object?> Jwk
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return new()
            {
                ["kty"] = "EC",
                ["x"] = Encode(point.X!),
                ["y"] = Encode(point.Y!),
                ["crv"] = "P-256",
            };
        }
    }

    public string PrivateMember => Encode(_key.ExportParameters(includePrivateParameters: true).D!);

    public Dictionary<string, object?> Header =>
        new()
        {
            ["typ"] = "dpop+jwt",
            ["alg"] = "ES256",
            ["jwk"] = Jwk,
        };

    public static Dictionary<string, object?> Claims(string url, DateTimeOffset now) =>
        new()
        {
            ["htm"] = "POST",
            ["htu"] = url,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString(),
        };

    public string Proof(string url, DateTimeOffset now) => Sign(Header, Claims(url, now));

    public string Sign(object header, object claims) =>
        SignText(JsonSerializer.Serialize(header), JsonSerializer.Serialize(claims));

    public string SignText(string header, string claims) =>
        SignParts(Encode(Encoding.UTF8.GetBytes(header)), Encode(Encoding.UTF8.GetBytes(claims)));

    public string SignParts(string header, string claims) =>
        $"{header}.{claims}.{Encode(Signature($"{header}.{claims}"))}";

    public byte[] Signature(
        string text,
        DSASignatureFormat format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation
    ) => _key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, format);

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public void Dispose() => _key.Dispose();
}
