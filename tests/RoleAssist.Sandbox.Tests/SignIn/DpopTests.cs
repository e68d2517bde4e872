using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Sandbox.SignIn;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Tests.SignIn;

/// <summary>Tests which DPoP proofs Sign-In believes (RFC 9449 section 4.3).</summary>
public sealed class DpopTests : IDisposable
{
    private const string Url = "http://127.0.0.1:4566/v1/token";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly DpopVerifier _verifier = new();
    private readonly DpopKey _key = new();

    private DateTimeOffset Now => _time.GetUtcNow();

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Believes_a_proof_of_its_own_key()
    {
        var first = Verify(_key.Proof(Url, Now));
        Assert.Equal(first, Verify(_key.Proof(Url, Now)));
        using var other = new DpopKey();
        Assert.NotEqual(first, Verify(other.Proof(Url, Now)));
    }

    /// <summary>The key and thumbprint of RFC 9449, section 4.1, with the proof of that section.</summary>
    [Fact]
    public void Reads_the_example_of_the_rfc()
    {
        var proof = DpopProof.Read(
            "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpD"
                + "a0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6"
                + "IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUu"
                + "Y29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY"
                + "-FNyJK70nfbV37xRZT3Lg"
        );
        Assert.Equal(("POST", "https://server.example.com/token"), (proof.Method, proof.Address));
        Assert.Equal(("-BwC3ESc6acc2lTc", 1562262616), (proof.Id, proof.IssuedAt.ToUnixTimeSeconds()));
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void Clocks_may_differ_by_five_minutes(int seconds, bool isBelieved)
    {
        var proof = _key.Proof(Url, Now.AddSeconds(seconds));
        if (isBelieved)
        {
            Verify(proof);
        }
        else
        {
            Refused(proof);
        }
    }

    [Fact]
    public void Believes_a_proof_once()
    {
        var proof = _key.Proof(Url, Now.AddMinutes(5));
        Verify(proof);
        Refused(proof);
        _time.Advance(TimeSpan.FromMinutes(9.9));
        Refused(proof);

        // The same claims under another signature are the same proof.
        var claims = DpopKey.Claims(Url, Now);
        Verify(_key.Sign(_key.Header, claims));
        Refused(_key.Sign(_key.Header, claims));
    }

    [Theory]
    [InlineData("http://127.0.0.1:4566/v1/token?a=b")]
    [InlineData("http://127.0.0.1:4566/v1/token#x")]
    [InlineData("HTTP://127.0.0.1:4566/v1/token")]
    public void Ignores_query_and_fragment_of_the_address(string address) => Verify(_key.Proof(address, Now));

    [Theory]
    [InlineData("http://127.0.0.1:4566/v1/token/")]
    [InlineData("http://127.0.0.1:4566/v1/Token")]
    [InlineData("http://127.0.0.1:4566/token")]
    [InlineData("http://127.0.0.1/v1/token")]
    [InlineData("http://127.0.0.1:4567/v1/token")]
    [InlineData("http://localhost:4566/v1/token")]
    [InlineData("https://127.0.0.1:4566/v1/token")]
    [InlineData("http://user@127.0.0.1:4566/v1/token")]
    [InlineData("/v1/token")]
    [InlineData("")]
    public void Refuses_another_address(string address) => Refused(_key.Proof(address, Now));

    [Fact]
    public void Refuses_no_proof_and_two_proofs()
    {
        Assert.Throws<SignInException>(() => VerifyAll());
        Assert.Throws<SignInException>(() => VerifyAll(_key.Proof(Url, Now), _key.Proof(Url, Now)));
    }

    public static TheoryData<string> HostileHeaders =>
        [
            "no typ",
            "typ JWT",
            "typ in upper case",
            "no alg",
            "alg none",
            "alg HS256",
            "alg ES384",
            "alg RS256",
            "alg es256",
            "alg number",
            "crit",
            "no jwk",
            "jwk text",
            "jwk null",
            "kty RSA",
            "kty oct",
            "crv P-384",
            "crv secp256k1",
            "no x",
            "x short",
            "x long",
            "x padded",
            "x number",
            "y of another key",
            "y zero",
            "private key",
            "another key",
        ];

    [Theory]
    [MemberData(nameof(HostileHeaders))]
    public void Refuses_a_hostile_header(string kind)
    {
        using var other = new DpopKey();
        var header = _key.Header;
        var jwk = _key.Jwk;
        header["jwk"] = jwk;
        Action change = kind switch
        {
            "no typ" => () => header.Remove("typ"),
            "typ JWT" => () => header["typ"] = "JWT",
            "typ in upper case" => () => header["typ"] = "DPOP+JWT",
            "no alg" => () => header.Remove("alg"),
            "alg number" => () => header["alg"] = 256,
            "crit" => () => header["crit"] = new[] { "b64" },
            "no jwk" => () => header.Remove("jwk"),
            "jwk text" => () => header["jwk"] = JsonSerializer.Serialize(jwk),
            "jwk null" => () => header["jwk"] = null,
            "no x" => () => jwk.Remove("x"),
            "x short" => () => jwk["x"] = DpopKey.Encode(new byte[31]),
            "x long" => () => jwk["x"] = DpopKey.Encode(new byte[33]),
            "x padded" => () => jwk["x"] += "=",
            "x number" => () => jwk["x"] = 1,
            "y of another key" => () => jwk["y"] = other.Jwk["y"],
            "y zero" => () => jwk["y"] = DpopKey.Encode(new byte[32]),
            "private key" => () => jwk["d"] = _key.PrivateMember,
            "another key" => () => header["jwk"] = other.Jwk,
            _ when kind.StartsWith("alg ", StringComparison.Ordinal) => () => header["alg"] = kind[4..],
            _ when kind.StartsWith("kty ", StringComparison.Ordinal) => () => jwk["kty"] = kind[4..],
            _ => () => jwk["crv"] = kind[4..],
        };
        change();
        Refused(_key.Sign(header, DpopKey.Claims(Url, Now)));
    }

    [Theory]
    [InlineData("htm", "GET")]
    [InlineData("htm", "post")]
    [InlineData("htm", null)]
    [InlineData("htu", null)]
    [InlineData("jti", null)]
    [InlineData("jti", "")]
    [InlineData("iat", null)]
    [InlineData("iat", "1772366400")]
    [InlineData("iat", "now")]
    public void Refuses_hostile_claims(string claim, string? value)
    {
        var claims = DpopKey.Claims(Url, Now);
        claims[claim] = value;
        Refused(_key.Sign(_key.Header, claims));
    }

    [Fact]
    public void Refuses_odd_numbers_and_long_ids()
    {
        foreach (var iat in new object[] { -1, 0, 1e30, Now.ToUnixTimeMilliseconds(), long.MaxValue, 1772366400.5 })
        {
            var claims = DpopKey.Claims(Url, Now);
            claims["iat"] = iat;
            Refused(_key.Sign(_key.Header, claims));
        }

        var longId = DpopKey.Claims(Url, Now);
        longId["jti"] = new string('a', 257);
        Refused(_key.Sign(_key.Header, longId));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d")]
    [InlineData("null.null.null")]
    public void Refuses_what_is_no_proof(string text) => Refused(text);

    [Fact]
    public void Refuses_a_proof_with_a_second_reading()
    {
        var header = JsonSerializer.Serialize(_key.Header);
        var claims = JsonSerializer.Serialize(DpopKey.Claims(Url, Now));
        Refused(_key.SignText(header.Insert(1, "\"alg\":\"none\","), claims));
        Refused(_key.SignText(header, claims.Insert(1, "\"htm\":\"GET\",")));
        Refused(_key.SignText("[" + header + "]", claims));
        Refused(_key.SignText(header, claims + "{}"));
        Refused(_key.SignText(header.Insert(1, "\"x\":[[[[[[]]]]]],"), claims));
        Refused(_key.SignText(header, claims.Insert(1, "\"\\ud800\":1,")));
        Refused(_key.SignText(header, claims.Replace("\"POST\"", "\"PO\\ud800ST\"", StringComparison.Ordinal)));

        var parts = _key.Proof(Url, Now).Split('.');
        Refused(_key.SignParts(parts[0] + "=", parts[1]));
        Refused(_key.SignParts(parts[0] + "\n", parts[1]));
        Refused(_key.SignParts(" " + parts[0], parts[1]));
    }

    [Fact]
    public void Refuses_a_wrong_signature()
    {
        var parts = _key.Proof(Url, Now).Split('.');
        var signed = $"{parts[0]}.{parts[1]}";
        Refused(signed);
        Refused($"{signed}.");
        Refused($"{signed}.{DpopKey.Encode(new byte[64])}");
        Refused($"{signed}.{DpopKey.Encode(_key.Signature(signed, DSASignatureFormat.Rfc3279DerSequence))}");
        Refused($"{signed}.{parts[2]}=");
        Refused($"{signed}.{parts[2]}.{parts[2]}");
        Refused(
            $"{parts[0]}.{DpopKey.Encode(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(DpopKey.Claims(Url, Now))))}.{parts[2]}"
        );

        // A symmetric algorithm, with the public key as its secret.
        var header = DpopKey.Encode(
            Encoding.UTF8.GetBytes(
                JsonSerializer.Serialize(_key.Header).Replace("ES256", "HS256", StringComparison.Ordinal)
            )
        );
        var mac = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(JsonSerializer.Serialize(_key.Jwk)),
            Encoding.ASCII.GetBytes($"{header}.{parts[1]}")
        );
        Refused($"{header}.{parts[1]}.{DpopKey.Encode(mac)}");
    }

    [Fact]
    public void Refuses_a_key_of_another_curve_whatever_it_says()
    {
        using var other = new DpopKey(ECCurve.NamedCurves.nistP384);
        Refused(other.Proof(Url, Now));
    }

    [Fact]
    public void Refuses_an_oversized_proof()
    {
        var header = _key.Header;
        header["x"] = new string('a', 4096);
        Refused(_key.Sign(header, DpopKey.Claims(Url, Now)));
    }

    private string Verify(string proof) => VerifyAll(proof);

    private string VerifyAll(params IEnumerable<string> proofs) =>
        _verifier.Verify(
            SignableRequest.Create(
                "POST",
                "/v1/token",
                [.. proofs.Select(proof => KeyValuePair.Create("DPoP", proof))],
                []
            ),
            Url,
            Now
        );

    private void Refused(string proof)
    {
        var refused = Assert.Throws<SignInException>(() => Verify(proof));
        Assert.Equal((400, "ValidationException"), (refused.Status, refused.Code));
    }
}
