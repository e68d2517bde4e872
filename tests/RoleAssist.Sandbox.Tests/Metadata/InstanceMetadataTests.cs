using System.Text.Json;
using RoleAssist.Sandbox.Http;
using RoleAssist.Sandbox.Iam;
using RoleAssist.Sandbox.Metadata;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Metadata;

/// <summary>Instance metadata: version 2, and version 1 only where it is asked for.</summary>
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
    public void An_instance_learns_its_role_and_gets_its_credentials()
    {
        var token = NewToken();
        Assert.Equal((200, "open"), (Get(CredentialsPath, token).Status, Get(CredentialsPath, token).Body));
        Assert.Equal("open", Get(CredentialsPath.TrimEnd('/'), token).Body);
        using var json = JsonDocument.Parse(Get(CredentialsPath + "open", token).Body);
        Assert.Equal(
            ["Code", "LastUpdated", "Type", "AccessKeyId", "SecretAccessKey", "Token", "Expiration"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("Success", Text("Code"));
        Assert.Equal("AWS-HMAC", Text("Type"));
        Assert.Equal("2026-03-01T12:00:00Z", Text("LastUpdated"));
        Assert.Equal("2026-03-01T18:00:00Z", Text("Expiration"));
        var keys = new Keys(Text("AccessKeyId"), Text("SecretAccessKey"), Text("Token"));
        Assert.Equal(
            $"arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/i-0123456789abcdef0", _sts.CallerIdentity(keys).Granted()["Arn"]);

        string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
    }

    [Theory]
    [InlineData("placement/region", "us-east-1")]
    [InlineData("placement/availability-zone", "us-east-1a")]
    [InlineData("instance-id", "i-0123456789abcdef0")]
    public void An_instance_learns_where_it_is(string path, string text) =>
        Assert.Equal(text, Get("/latest/meta-data/" + path, NewToken()).Body);

    [Theory]
    [InlineData("/latest")]
    [InlineData("/latest/meta-data/")]
    [InlineData(CredentialsPath + "other")]
    [InlineData("/latest/meta-data/iam/security-credentials-extended/other")]
    public void Nothing_else_is_found(string path) => Assert.Equal(404, Get(path, NewToken()).Status);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("made up")]
    public void Nothing_is_given_without_a_token(string? token) => Assert.Equal(401, Get(CredentialsPath, token).Status);

    [Fact]
    public void Version_1_needs_no_token_but_a_wrong_one_is_refused()
    {
        var open = Create(allowVersion1: true);
        Assert.Equal(200, open.Answer(Request("GET", CredentialsPath), _sts.Time.GetUtcNow()).Status);
        Assert.Equal(401, open.Answer(Request("GET", CredentialsPath, (TokenHeader, "made up")), _sts.Time.GetUtcNow()).Status);
    }

    [Fact]
    public void A_token_lives_as_long_as_asked()
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
    public void A_token_lives_for_six_hours_at_most(string? lifetime, int status)
    {
        var answer = PutToken(lifetime is null ? [] : [(LifetimeHeader, lifetime)]);
        Assert.Equal(status, answer.Status);
        Assert.Equal(
            status == 200 ? lifetime : null,
            answer.Headers.Where(header => header.Key == LifetimeHeader).Select(header => header.Value).SingleOrDefault());
    }

    [Fact]
    public void A_proxy_gets_no_token() =>
        Assert.Equal(403, PutToken([(LifetimeHeader, "60"), ("X-Forwarded-For", "10.0.0.1")]).Status);

    [Theory]
    [InlineData("GET", TokenPath)]
    [InlineData("POST", TokenPath)]
    [InlineData("PUT", CredentialsPath)]
    public void Other_methods_are_refused(string method, string path) =>
        Assert.Equal(405, _metadata.Answer(Request(method, path, (TokenHeader, NewToken())), _sts.Time.GetUtcNow()).Status);

    private InstanceMetadata Create(bool allowVersion1) =>
        new(new Role(TestSts.OtherAccount, "open", new TrustPolicy()), _sts.Tokens, TestSts.SealingKey, allowVersion1);

    private string NewToken(string lifetime = "21600") => PutToken([(LifetimeHeader, lifetime)]).Body;

    private ServiceAnswer PutToken((string Name, string Value)[] headers) =>
        _metadata.Answer(Request("PUT", TokenPath, headers), _sts.Time.GetUtcNow());

    private ServiceAnswer Get(string path, string? token) =>
        _metadata.Answer(Request("GET", path, token is null ? [] : [(TokenHeader, token)]), _sts.Time.GetUtcNow());

    private static SignableRequest Request(string method, string path, params (string Name, string Value)[] headers) =>
        SignableRequest.Create(method, path, [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], []);
}
