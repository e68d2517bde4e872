using System.Buffers.Text;
using System.Text;
using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Tests which tokens AssumeRoleWithWebIdentity accepts, and its errors for the others.</summary>
public sealed class WebIdentityTests
{
    private const string Invalid = "InvalidIdentityToken";
    private const string NoKey =
        "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";

    private readonly TestSts _sts = new();

    private long Now => _sts.Time.GetUtcNow().ToUnixTimeSeconds();

    private JwtClaims Good =>
        new(TestSts.Issuer, "repo:example/app:ref:refs/heads/main", TestSts.Audience, Now, Now + 600);

    [Fact]
    public void A_token_allows_the_role_and_the_response_identifies_it()
    {
        var answer = Call(Token(Good)).Granted();
        Assert.Equal(
            ["SubjectFromWebIdentityToken", "Audience", "AssumedRoleUser", "Credentials", "Provider"],
            answer.Xml.Elements().First().Elements().Select(element => element.Name.LocalName)
        );
        Assert.Equal(Good.Sub, answer["SubjectFromWebIdentityToken"]);
        Assert.Equal(TestSts.Audience, answer["Audience"]);
        Assert.Equal(TestSts.Issuer, answer["Provider"]);
        Assert.Equal($"arn:aws:sts::{TestSts.OtherAccount}:assumed-role/builds/session", answer["Arn"]);
        Assert.Equal(_sts.Time.GetUtcNow().AddHours(1), answer.Expiration);
        Assert.Equal(answer["Arn"], _sts.CallerIdentity(answer.Keys).Granted()["Arn"]);
    }

    [Fact]
    public void A_session_of_a_token_counts_as_role_chaining()
    {
        var keys = Call(Token(Good)).Keys;
        _sts.AssumeRole(keys, "open").Granted();
        _sts.AssumeRole(keys, "long", [("DurationSeconds", "7200")])
            .Refused(
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"
            );
    }

    [Fact]
    public void A_session_cannot_exceed_the_roles_maximum() =>
        Call(Token(Good), ("DurationSeconds", "3601"))
            .Refused(
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
            );

    [Fact]
    public void Rejects_a_token_from_the_second_it_expires() =>
        Call(Token(Good with { Exp = Now }))
            .Refused(
                400,
                "ExpiredTokenException",
                $"Token expired: current date/time {Now} must be before the expiration date/time {Now}"
            );

    [Fact]
    public void Rejects_a_token_of_another_issuer() =>
        Call(Token(Good with { Iss = "https://elsewhere.example.com" }))
            .Refused(400, Invalid, "No OpenIDConnect provider found in your account for https://elsewhere.example.com");

    [Fact]
    public void A_provider_is_valid_only_in_its_own_account() =>
        Call(Token(Good), ("RoleArn", $"arn:aws:iam::{TestSts.Account}:role/builds"))
            .Refused(400, Invalid, $"No OpenIDConnect provider found in your account for {TestSts.Issuer}");

    [Fact]
    public void Rejects_a_token_for_another_audience() =>
        Call(Token(Good with { Aud = "api.example.com" })).Refused(400, Invalid, "Incorrect token audience");

    [Theory]
    [InlineData("repo:example/other:ref:refs/heads/main", "builds", TestSts.Audience)]
    [InlineData("repo:example/app:x", "open", TestSts.Audience)]
    [InlineData("repo:example/app:x", "missing", TestSts.Audience)]
    [InlineData("repo:example/app:x", "builds", "another-client")]
    public void A_valid_token_allows_no_other_role(string subject, string role, string audience) =>
        Call(Token(Good with { Sub = subject, Aud = audience }), ("RoleArn", TestSts.Arn(role)))
            .Refused(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.bc")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30.e30")]
    [InlineData("e30.W10.")]
    [InlineData("###.e30.e30")]
    public void Rejects_text_that_is_not_a_token(string text) =>
        Call(text)
            .Refused(
                400,
                Invalid,
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
            );

    [Theory]
    [InlineData("iss")]
    [InlineData("sub")]
    [InlineData("aud")]
    [InlineData("exp")]
    public void A_token_must_have_its_claims(string missing)
    {
        (string Name, string Json)[] claims =
        [
            ("iss", $"\"{TestSts.Issuer}\""),
            ("sub", "\"x\""),
            ("aud", $"\"{TestSts.Audience}\""),
            ("exp", $"{Now + 60}"),
        ];
        Call(
                Signed(
                    $"{{{string.Join(',', claims.Where(claim => claim.Name != missing).Select(claim => $"\"{claim.Name}\":{claim.Json}"))}}}"
                )
            )
            .Refused(400, Invalid, $"Missing a required claim: {missing}");
    }

    [Theory]
    [InlineData($"[\"api.example.com\",\"{TestSts.Audience}\"]", null, null)]
    [InlineData("[\"api.example.com\"]", null, "Incorrect token audience")]
    [InlineData($"\"{TestSts.Audience}\"", "api.example.com", "Incorrect token audience")]
    [InlineData("\"api.example.com\"", TestSts.Audience, null)]
    public void Accepts_one_of_several_audiences_and_prefers_the_authorized_party(
        string aud,
        string? azp,
        string? problem
    )
    {
        var party = azp is null ? "" : $",\"azp\":\"{azp}\"";
        var answer = Call(
            Signed(
                $"{{\"iss\":\"{TestSts.Issuer}\",\"sub\":\"repo:example/app:x\",\"aud\":{aud},\"exp\":{Now + 60}{party}}}"
            )
        );
        Assert.Equal(problem, answer.Message);
    }

    [Fact]
    public void Rejects_a_token_signed_with_another_key()
    {
        using var other = new SigningKey();
        Call(JsonWebToken.Create(other, Good)).Refused(400, Invalid, NoKey);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("RS256")]
    public void Rejects_a_token_with_another_algorithm(string algorithm) =>
        Call(Signed("{\"iss\":\"" + TestSts.Issuer + "\"}", algorithm)).Refused(400, Invalid, NoKey);

    [Fact]
    public void Rejects_a_changed_token()
    {
        var (mine, other) = (Token(Good).Split('.'), Token(Good with { Sub = "repo:example/app:other" }).Split('.'));
        Call($"{mine[0]}.{other[1]}.{mine[2]}").Refused(400, Invalid, "Token signature invalid");
        Call($"{mine[0]}.{mine[1]}.").Refused(400, Invalid, "Token signature invalid");
    }

    [Fact]
    public void Ignores_an_aws_signature()
    {
        var signed = _sts.Signer(new Keys("AKIANOBODYNOBODYNOBO", "wrong"))
            .Post("AssumeRoleWithWebIdentity", Parameters(Token(Good)));
        _sts.Send(signed).Granted();
    }

    [Theory]
    [InlineData("WebIdentityToken", "abc", "Member must have length greater than or equal to 4")]
    [InlineData("RoleSessionName", "x", "Member must have length greater than or equal to 2")]
    [InlineData("DurationSeconds", "899", "Member must have value greater than or equal to 900")]
    [InlineData("ProviderId", "abc", "Member must have length greater than or equal to 4")]
    public void Rejects_a_value_beyond_its_limit(string parameter, string value, string constraint) =>
        Call(Token(Good), (parameter, value))
            .Refused(
                400,
                "ValidationError",
                $"1 validation error detected: Value '{value}' at '{char.ToLowerInvariant(parameter[0])}{parameter[1..]}' failed to satisfy constraint: {constraint}"
            );

    [Fact]
    public void Rejects_the_providers_built_into_sts() =>
        Call(Token(Good), ("ProviderId", "www.amazon.com"))
            .Refused(400, Invalid, "No OpenIDConnect provider found in your account for www.amazon.com");

    [Fact]
    public void Measures_a_session_policy() =>
        Assert.NotNull(
            Call(Token(Good), ("Policy", """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")).Granted()[
                "PackedPolicySize"
            ]
        );

    private string Token(JwtClaims claims) => JsonWebToken.Create(_sts.Provider.Key, claims);

    private string Signed(string claims, string algorithm = "ES256")
    {
        var text = Encode($"{{\"alg\":\"{algorithm}\",\"kid\":\"{_sts.Provider.Key.Id}\"}}") + "." + Encode(claims);
        return $"{text}.{Base64Url.EncodeToString(_sts.Provider.Key.Sign(text))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static IEnumerable<(string Name, string Value)> Parameters(
        string token,
        params (string Name, string Value)[] others
    ) =>
        new[]
        {
            (Name: "RoleArn", Value: TestSts.Arn("builds")),
            (Name: "RoleSessionName", Value: "session"),
            (Name: "WebIdentityToken", Value: token),
        }
            .ExceptBy(others.Select(other => other.Name), parameter => parameter.Name)
            .Concat(others);

    private Answer Call(string token, params (string Name, string Value)[] others)
    {
        var body = RequestSigner.Encode([
            ("Action", "AssumeRoleWithWebIdentity"),
            ("Version", RequestSigner.Version),
            .. Parameters(token, others),
        ]);
        return _sts.Send(
            SignableRequest.Create(
                "POST",
                "/",
                [new("Host", "h"), new("Content-Type", "application/x-www-form-urlencoded")],
                Encoding.UTF8.GetBytes(body)
            )
        );
    }
}
