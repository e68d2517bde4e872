using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RoleAssist.Sandbox.SignIn;

/// <summary>
/// A proof that the sender of a request has a private key (RFC 9449 section 4). Sign-In takes ES256 only.
/// </summary>
/// <param name="Thumbprint">Identifies the key (RFC 7638).</param>
/// <param name="Id">Identifies the proof.</param>
internal sealed record DpopProof(string Thumbprint, string Id, string Method, string Address, DateTimeOffset IssuedAt)
{
    private const int LongestProof = 4096;
    private const int LongestId = 256;

    /// <summary>Reads a proof and verifies its signature.</summary>
    /// <exception cref="SignInException">It is not a proof, or its signature is wrong.</exception>
    public static DpopProof Read(string text)
    {
        if (text.Length > LongestProof || text.Split('.') is not [var header, var payload, var signature])
        {
            throw Wrong("it is no JWS in compact form");
        }

        if (StrictJson.ReadObject(header) is not { } head || StrictJson.ReadObject(payload) is not { } claims)
        {
            throw Wrong("its header or payload is no JSON object");
        }

        var (key, thumbprint) = KeyOf(head);
        using (key)
        {
            if (
                StrictJson.Decode(signature) is not { Length: 64 } signed
                || !key.VerifyData(
                    Encoding.ASCII.GetBytes($"{header}.{payload}"),
                    signed,
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.IeeeP1363FixedFieldConcatenation
                )
            )
            {
                throw Wrong("its signature is wrong");
            }
        }

        return Claims(claims, thumbprint);
    }

    private static (ECDsa Key, string Thumbprint) KeyOf(JsonElement head)
    {
        if (head.Text("typ") != "dpop+jwt" || head.Text("alg") != "ES256" || head.TryGetProperty("crit", out _))
        {
            throw Wrong("its type must be dpop+jwt and its algorithm ES256, without extensions");
        }

        if (
            !head.TryGetProperty("jwk", out var jwk)
            || jwk.ValueKind != JsonValueKind.Object
            || jwk.Text("kty") != "EC"
            || jwk.Text("crv") != "P-256"
            || jwk.TryGetProperty("d", out _)
            || StrictJson.Decode(jwk.Text("x") ?? "") is not { Length: 32 } x
            || StrictJson.Decode(jwk.Text("y") ?? "") is not { Length: 32 } y
        )
        {
            throw Wrong("its key must be a public key of P-256");
        }

        try
        {
            return (
                ECDsa.Create(
                    new ECParameters
                    {
                        Curve = ECCurve.NamedCurves.nistP256,
                        Q = new ECPoint { X = x, Y = y },
                    }
                ),
                ThumbprintOf(jwk.Text("x")!, jwk.Text("y")!)
            );
        }
        catch (CryptographicException)
        {
            throw Wrong("its key is not on the curve");
        }
    }

    private static DpopProof Claims(JsonElement claims, string thumbprint) =>
        claims.Text("jti") is { Length: > 0 and <= LongestId } id
        && claims.Text("htm") is { } method
        && claims.Text("htu") is { } address
        && claims.TryGetProperty("iat", out var issuedAt)
        && issuedAt.ValueKind == JsonValueKind.Number
        && issuedAt.TryGetInt64(out var seconds)
        && seconds is > 0 and < 100_000_000_000
            ? new DpopProof(thumbprint, id, method, address, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : throw Wrong("it must have jti, htm, htu and iat");

    private static string ThumbprintOf(string x, string y) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}"""))
        );

    private static SignInException Wrong(string why) => SignInException.Invalid($"The DPoP proof is not valid: {why}.");
}
