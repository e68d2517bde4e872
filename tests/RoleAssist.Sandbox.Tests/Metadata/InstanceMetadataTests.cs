using System.Text.Json;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Metadata;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Metadata;

/// <summary>Tests instance metadata: version 2, and version 1 only if it is enabled.</summary>
public sealed class InstanceMetadataTests
{
    private const string TokenPath = "/latest/api/token";
    private const string CredentialsPath = "/latest/meta-data/iam/security-credentials/";
    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string LifetimeHeader = "X-aws-ec2-metadata-token-ttl-seconds";

    private readonly TestSts _sts = new();
    private readonly InstanceMetadata _metadata;

    public InstanceMetadataTests()
    {
        _metadata = Create(allowVersion1: false);
    }

    [Fact]
    public void Returns_the_role_and_its_credentials()
    {
        var token = NewToken();
        Assert.Equal((200, "open"), (Get(CredentialsPath, token).Status, Get(CredentialsPath, token).Body));
        Assert.Equal("open", Get(CredentialsPath.TrimEnd('/'), token).Body);
        using var json = JsonDocument.Parse(Get(CredentialsPath + "open", token).Body);
        Assert.Equal(
            ["Code", "LastUpdated", "Type", "AccessKeyId", "SecretAccessKey", "Token", "Expiration"],
            json.RootElement.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal("Success", Text("Code"));
        Assert.Equal("AWS-HMAC", Text("Type"));
        Assert.Equal("2026-03-01T12:00:00Z", Text("LastUpdated"));
        Assert.Equal("2026-03-01T18:00:00Z", Text("Expiration"));
        var keys = new Keys(Text("AccessKeyId"), Text("SecretAccessKey"), Text("Token"));
        Assert.Equal(
            $"arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/i-0123456789abcdef0",
            _sts.CallerIdentity(keys).Granted()["Arn"]
        );

        string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
    }

    [Theory]
    [InlineData("placement/region", "us-east-1")]
    [InlineData("placement/availability-zone", "us-east-1a")]
    [InlineData("instance-id", "i-0123456789abcdef0")]
    public void Returns_the_location_of_the_instance(string path, string text) =>
        Assert.Equal(text, Get("/latest/meta-data/" + path, NewToken()).Body);

    [Theory]
    [InlineData("/latest")]
    [InlineData("/latest/meta-data/")]
    [InlineData(CredentialsPath + "other")]
    [InlineData("/latest/meta-data/iam/security-credentials-extended/other")]
    public void Reports_unknown_paths(string path) => Assert.Equal(404, Get(path, NewToken()).Status);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("made up")]
    public void Rejects_requests_without_a_valid_token(string? token) =>
        Assert.Equal(401, Get(CredentialsPath, token).Status);

    [Fact]
    public void Version_1_needs_no_token_but_rejects_a_wrong_one()
    {
        var open = Create(allowVersion1: true);
        Assert.Equal(200, open.Answer(Request("GET", CredentialsPath), _sts.Time.GetUtcNow()).Status);
        Assert.Equal(
            401,
            open.Answer(Request("GET", CredentialsPath, (TokenHeader, "made up")), _sts.Time.GetUtcNow()).Status
        );
    }

    [Fact]
    public void A_token_is_valid_for_the_requested_time()
    {
        var token = NewToken("60");
        _sts.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(200, Get(CredentialsPath, token).Status);
        _sts.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, Get(CredentialsPath, token).Status);
    }

    [Theory]
    [InlineData("1", 200)]
    [InlineData("21600", 200)]
    [InlineData("0", 400)]
    [InlineData("21601", 400)]
    [InlineData("-1", 400)]
    [InlineData("1h", 400)]
    [InlineData(null, 400)]
    public void A_token_is_valid_for_at_most_six_hours(string? lifetime, int status)
    {
        var answer = PutToken(lifetime is null ? [] : [(LifetimeHeader, lifetime)]);
        Assert.Equal(status, answer.Status);
        Assert.Equal(
            status == 200 ? lifetime : null,
            answer
                .Headers.Where(header => header.Key == LifetimeHeader)
                .Select(header => header.Value)
                .SingleOrDefault()
        );
    }

    [Fact]
    public void Issues_no_token_to_a_proxy() =>
        Assert.Equal(403, PutToken([(LifetimeHeader, "60"), ("X-Forwarded-For", "10.0.0.1")]).Status);

    [Theory]
    [InlineData("GET", TokenPath)]
    [InlineData("POST", TokenPath)]
    [InlineData("PUT", CredentialsPath)]
    public void Rejects_other_methods(string method, string path) =>
        Assert.Equal(
            405,
            _metadata.Answer(Request(method, path, (TokenHeader, NewToken())), _sts.Time.GetUtcNow()).Status
        );

    private InstanceMetadata Create(bool allowVersion1) =>
        new(
            new Role(TestSts.OtherAccount, "open", TrustPolicies.ForNobody),
            _sts.Tokens,
            TestSts.SealingKey,
            allowVersion1
        );

    private string NewToken(string lifetime = "21600") => PutToken([(LifetimeHeader, lifetime)]).Body;

    private ServiceAnswer PutToken((string Name, string Value)[] headers) =>
        _metadata.Answer(Request("PUT", TokenPath, headers), _sts.Time.GetUtcNow());

    private ServiceAnswer Get(string path, string? token) =>
        _metadata.Answer(Request("GET", path, token is null ? [] : [(TokenHeader, token)]), _sts.Time.GetUtcNow());

    private static SignableRequest Request(string method, string path, params (string Name, string Value)[] headers) =>
        SignableRequest.Create(
            method,
            path,
            [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
            []
        );
}
