using System.Text.Json;
using RoleAssist.Sandbox.Signing;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Sandbox.Tests.Signing;

/// <summary>Runs AWS' signing test suite in reverse: the sandbox verifies the suite's signatures.</summary>
public sealed class SigningSuiteTests
{
    private const int FewestCases = 38;

    [ConformanceFact]
    public void Verifies_every_signature_in_a_header() => VerifyAll("header");

    [ConformanceFact]
    public void Verifies_every_signature_in_a_query() => VerifyAll("query");

    private static void VerifyAll(string kind)
    {
        var cases = SigningCase.All();
        Assert.True(cases.Count >= FewestCases, $"The suite has only {cases.Count} cases.");
        Assert.All(cases, signingCase => Verify(signingCase, kind));
    }

    private static void Verify(SigningCase signingCase, string kind)
    {
        var context = signingCase.Context();
        var request = signingCase.Request($"{kind}-signed-request.txt");
        var presented = PresentedSignature.Read(request);
        var options = new CanonicalizationOptions(
            NormalizePath: context.GetProperty("normalize").GetBoolean(),
            OmitSessionToken: context.TryGetProperty("omit_session_token", out var omit) && omit.GetBoolean()
        );
        var credentials = context.GetProperty("credentials");
        var scope = new CredentialScope(presented.Timestamp[..8], Text(context, "region"), Text(context, "service"));

        var canonicalRequest = CanonicalRequest.Build(request, presented.SignedHeaders, options);
        Assert.Equal(signingCase.Read($"{kind}-canonical-request.txt"), canonicalRequest);

        var stringToSign = SignatureV4.StringToSign(presented.Timestamp, scope, canonicalRequest);
        Assert.Equal(signingCase.Read($"{kind}-string-to-sign.txt"), stringToSign);

        var signature = SignatureV4.Sign(Text(credentials, "secret_access_key"), scope, stringToSign);
        Assert.Equal(signingCase.Read($"{kind}-signature.txt"), signature);

        Assert.Equal(signature, presented.Signature);
        Assert.Equal($"{Text(credentials, "access_key_id")}/{scope}", presented.Credential);
        Assert.Equal(
            credentials.TryGetProperty("token", out var token) ? token.GetString() : null,
            presented.SecurityToken
        );
        if (context.GetProperty("sign_body").GetBoolean() && kind == "header")
        {
            Assert.Equal(CanonicalRequest.HashOf(request.Body), request.Header(HeaderAuthentication.ContentHash));
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
