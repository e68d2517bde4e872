using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RoleAssist.Aws.SignIn;
using SystemProcess = System.Diagnostics.Process;

namespace RoleAssist.Aws.Tests.SignIn;

public class DpopKeyTests
{
    private const string Url = "https://us-east-1.signin.aws.amazon.com/v1/token";

    /// <summary>Verifies a proof with pyca/cryptography, and prints its payload.</summary>
    private const string Verifier = """
        import base64, json, sys
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

        def decode(text):
            assert '=' not in text
            return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))

        header, payload, signature = sys.stdin.read().split('.')
        head = json.loads(decode(header))
        assert (head['typ'], head['alg'], set(head)) == ('dpop+jwt', 'ES256', {'typ', 'alg', 'jwk'}), head
        jwk = head['jwk']
        assert (jwk['kty'], jwk['crv'], set(jwk)) == ('EC', 'P-256', {'kty', 'crv', 'x', 'y'}), jwk
        x, y = (int.from_bytes(decode(jwk[name]), 'big') for name in 'xy')
        raw = decode(signature)
        assert len(raw) == 64, len(raw)
        ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key().verify(
            encode_dss_signature(int.from_bytes(raw[:32], 'big'), int.from_bytes(raw[32:], 'big')),
            (header + '.' + payload).encode(),
            ec.ECDSA(hashes.SHA256()),
        )
        print(decode(payload).decode())
        """;

    private readonly DateTimeOffset _now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Proves_possession_to_an_independent_verifier()
    {
        using var key = DpopKey.Create();
        var proof = key.Prove(Url, _now);

        if (RunPython(Verifier, proof) is not { } payload)
        {
            Assert.Skip("skipped: python3 with cryptography not present");
            return;
        }

        var claims = JsonDocument.Parse(payload).RootElement;
        Assert.Equal(
            ("POST", Url, _now.ToUnixTimeSeconds()),
            (Text(claims, "htm"), Text(claims, "htu"), claims.GetProperty("iat").GetInt64())
        );
        Assert.Equal(["htm", "htu", "iat", "jti"], claims.EnumerateObject().Select(claim => claim.Name));
    }

    [Fact]
    public void An_independent_verifier_rejects_a_proof_with_another_payload()
    {
        using var key = DpopKey.Create();
        var parts = key.Prove(Url, _now).Split('.');
        var other = key.Prove("https://elsewhere.example/v1/token", _now).Split('.');

        if (RunPython("import cryptography; print('here')", "") is null)
        {
            Assert.Skip("skipped: python3 with cryptography not present");
        }

        Assert.Null(RunPython(Verifier, $"{parts[0]}.{other[1]}.{parts[2]}"));
    }

    [Fact]
    public void Each_proof_has_an_id_of_its_own()
    {
        using var key = DpopKey.Create();

        var ids = Enumerable.Range(0, 50).Select(_ => Text(PayloadOf(key.Prove(Url, _now)), "jti")).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(Guid.TryParse(id, out _)));
    }

    [Fact]
    public void Stores_a_key_as_the_cli_does_and_reads_it_again()
    {
        using var key = DpopKey.Create();
        var pem = key.ToPem();
        using var again = DpopKey.FromPem(pem);

        Assert.StartsWith("-----BEGIN EC PRIVATE KEY-----\n", pem, StringComparison.Ordinal);
        Assert.EndsWith("-----END EC PRIVATE KEY-----\n", pem, StringComparison.Ordinal);
        Assert.All(pem.Split('\n'), line => Assert.True(line.Length <= 64));
        Assert.Equal(JwkOf(key), JwkOf(again!));
    }

    [Fact]
    public void Reads_the_format_of_botocore()
    {
        using var source = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = DpopKey.FromPem(source.ExportPkcs8PrivateKeyPem());

        Assert.Contains(
            Base64Url.EncodeToString(source.ExportParameters(includePrivateParameters: false).Q.X!),
            JwkOf(key!),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rejects_what_is_no_private_key_on_p256()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        string[] others =
        [
            "",
            "key",
            "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
            p256.ExportSubjectPublicKeyInfoPem(),
            p256.ExportEncryptedPkcs8PrivateKeyPem(
                "secret",
                new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000)
            ),
            p384.ExportECPrivateKeyPem(),
            rsa.ExportPkcs8PrivateKeyPem(),
        ];

        Assert.All(others, pem => Assert.Null(DpopKey.FromPem(pem)));
    }

    private static string JwkOf(DpopKey key) =>
        JsonDocument
            .Parse(DecodePart(key.Prove(Url, DateTimeOffset.UnixEpoch), 0))
            .RootElement.GetProperty("jwk")
            .ToString();

    private static JsonElement PayloadOf(string proof) => JsonDocument.Parse(DecodePart(proof, 1)).RootElement;

    private static string DecodePart(string proof, int part) =>
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(proof.Split('.')[part]));

    private static string? Text(JsonElement parent, string name) => parent.GetProperty(name).GetString();

    /// <summary>Runs a program; returns what it prints, or null if it fails or is not there.</summary>
    private static string? RunPython(string program, string input)
    {
        try
        {
            using var python = SystemProcess.Start(
                new ProcessStartInfo("python3", ["-c", program])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            python.StandardInput.Write(input);
            python.StandardInput.Close();
            var output = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
