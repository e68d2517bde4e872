using System.Globalization;
using System.Text;
using System.Text.Json;
using RoleAssist.Aws.Signing;
using RoleAssist.Core.Credentials;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Aws.Tests.Signing;

/// <summary>AWS' signing test suite, with the signature in headers.</summary>
public class SignatureV4Tests
{
    private const int FewestCases = 38;

    [ConformanceFact]
    public void Signs_every_case_of_the_suite()
    {
        var suite = Path.Combine(Repository.Conformance!, "aws-c-auth", "aws-signing-test-suite-v4");
        var cases = Directory.GetDirectories(suite);

        Assert.True(cases.Length >= FewestCases, $"The suite has only {cases.Length} cases.");
        Assert.All(cases, Check);
    }

    [Fact]
    public void The_token_of_a_session_is_signed()
    {
        var headers = Sign(new AwsCredentials("ASIAEXAMPLE", "secret", "token"));

        Assert.Equal("token", headers["X-Amz-Security-Token"]);
        Assert.Contains(
            "SignedHeaders=host;x-amz-date;x-amz-security-token,",
            headers[SignatureV4.Authorization],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_key_needs_no_token() =>
        Assert.Equal(
            ["Authorization", "X-Amz-Date"],
            Sign(new AwsCredentials("AKIAEXAMPLE", "secret")).Keys.Order(StringComparer.Ordinal)
        );

    private static Dictionary<string, string> Sign(AwsCredentials credentials) =>
        new(
            SignatureV4.Sign(
                new RequestToSign("POST", "/", [new("Host", "iam.amazonaws.com")], Array.Empty<byte>()),
                credentials,
                new SigningScope(DateTimeOffset.UnixEpoch, "us-east-1", "iam")
            )
        );

    private static void Check(string folder)
    {
        var context = JsonDocument.Parse(Read("context.json")).RootElement;
        var keys = context.GetProperty("credentials");
        var omitsToken = context.TryGetProperty("omit_session_token", out var omit) && omit.GetBoolean();
        var credentials = new AwsCredentials(
            Text(keys, "access_key_id"),
            Text(keys, "secret_access_key"),
            // Such a service is sent the token without a signature; no service of RoleAssist is one.
            keys.TryGetProperty("token", out var token) && !omitsToken
                ? token.GetString()
                : null
        );
        var scope = new SigningScope(
            DateTimeOffset.Parse(Text(context, "timestamp"), CultureInfo.InvariantCulture),
            Text(context, "region"),
            Text(context, "service")
        );
        var request = Request(Read("request.txt"));
        if (context.GetProperty("sign_body").GetBoolean())
        {
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(request.Body.Span));
            request = request with { Headers = [.. request.Headers, new("X-Amz-Content-Sha256", hash)] };
        }

        var normalize = context.GetProperty("normalize").GetBoolean();

        var headers = new Dictionary<string, string>(SignatureV4.Sign(request, credentials, scope, normalize));

        var added = headers.Where(header => header.Key != SignatureV4.Authorization);
        var canonical = CanonicalRequest.Create(request with { Headers = [.. request.Headers, .. added] }, normalize);
        Assert.Equal(Read("header-canonical-request.txt"), canonical.Text);
        Assert.Equal(Read("header-string-to-sign.txt"), SignatureV4.StringToSign(canonical, scope));
        Assert.Equal(
            $"AWS4-HMAC-SHA256 Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={canonical.SignedHeaders}, "
                + $"Signature={Read("header-signature.txt")}",
            headers[SignatureV4.Authorization]
        );

        string Read(string file) => File.ReadAllText(Path.Combine(folder, file)).ReplaceLineEndings("\n");
    }

    /// <summary>Reads a request: a header that goes on in the next lines, and a body of the declared length.</summary>
    private static RequestToSign Request(string text)
    {
        var parts = text.Split("\n\n", 2);
        var lines = parts[0].Replace("\n ", "\r ", StringComparison.Ordinal).Split('\n');
        var start = lines[0][..lines[0].LastIndexOf(" HTTP/", StringComparison.Ordinal)].Split(' ', 2);
        var headers = lines
            .Skip(1)
            .Where(line => line.Length > 0)
            .Select(line => line.Split(':', 2))
            .Select(header => KeyValuePair.Create(header[0], header[1]))
            .ToList();
        var length = headers.Where(header => header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase));
        var body = Encoding.UTF8.GetBytes(parts.ElementAtOrDefault(1) ?? "");
        return new RequestToSign(
            start[0],
            start[1],
            headers,
            body.AsMemory(0, length.Sum(header => int.Parse(header.Value, CultureInfo.InvariantCulture)))
        );
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
