using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Sessions;

public class SessionIdTests
{
    private static readonly AssumeRoleStep Role = new("dev", "arn:aws:iam::123456789012:role/dev", "serial", 3600)
    {
        RoleSessionName = "me",
        ExternalId = "x",
        Policy = "{}",
        PolicyArns = ["p1", "p2"],
        Tags = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" },
        TransitiveTagKeys = ["a"],
        SourceIdentity = "ana",
    };

    private static readonly RoleChain Chain = new(
        "dev",
        Keys("AKIA1", "secret"),
        [Role],
        "eu-west-1",
        new ServiceEndpoint(new Uri("http://sts"), "eu-west-1"),
        ProfileEndpoints.None
    );

    public static TheoryData<string, RoleChain> Others()
    {
        var chains = new TheoryData<string, RoleChain>
        {
            { "profile", Chain with { Profile = "dev2" } },
            { "base key", Chain with { Base = Keys("AKIA2", "secret") } },
            { "base profile's program", Chain with { Base = new ProcessSource("home", "print-keys", null) } },
            { "another program", Chain with { Base = new ProcessSource("home", "print-other-keys", null) } },
            {
                "another SSO account",
                Chain with
                {
                    Base = new SsoSource("home", "corp", "https://x", "eu-west-1", "123456789012", "dev"),
                }
            },
            {
                "another SSO role",
                Chain with
                {
                    Base = new SsoSource("home", "corp", "https://x", "eu-west-1", "123456789012", "ops"),
                }
            },
            { "region", Chain with { Region = "eu-west-2" } },
            { "endpoint", Chain with { Sts = Chain.Sts with { Url = new Uri("http://other") } } },
            {
                "endpoints of its tools",
                Chain with
                {
                    Endpoints = new ProfileEndpoints([new("AWS_ENDPOINT_URL", "http://all")]),
                }
            },
            { "another step", Chain with { Steps = [Role, Role] } },
            { "no step", Chain with { Steps = [] } },
        };
        foreach (
            var (what, role) in new (string, AssumeRoleStep)[]
            {
                ("role", Role with { RoleArn = "arn:aws:iam::123456789012:role/ops" }),
                ("serial", Role with { MfaSerial = "serial2" }),
                ("duration", Role with { DurationSeconds = 3601 }),
                ("session name", Role with { RoleSessionName = "you" }),
                ("external id", Role with { ExternalId = "y" }),
                ("policy", Role with { Policy = "{ }" }),
                ("policy arn", Role with { PolicyArns = ["p1"] }),
                (
                    "tag",
                    Role with
                    {
                        Tags = new Dictionary<string, string> { ["a"] = "1", ["b"] = "3" },
                    }
                ),
                ("transitive tag", Role with { TransitiveTagKeys = ["b"] }),
                ("source identity", Role with { SourceIdentity = "bob" }),
                ("a value moved to the next field", Role with { RoleSessionName = "mex", ExternalId = "" }),
            }
        )
        {
            chains.Add(what, Chain with { Steps = [role] });
        }

        return chains;
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Everything_a_session_depends_on_changes_its_id(string what, RoleChain other) =>
        Assert.False(SessionId.FromChain(Chain) == SessionId.FromChain(other), what);

    [Fact]
    public void The_order_of_tags_and_policies_does_not_change_the_id()
    {
        var same = Role with
        {
            Tags = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" },
            PolicyArns = ["p2", "p1"],
        };

        Assert.Equal(SessionId.FromChain(Chain), SessionId.FromChain(Chain with { Steps = [same] }));
    }

    [Fact]
    public void The_id_does_not_depend_on_the_secret() =>
        Assert.Equal(SessionId.FromChain(Chain), SessionId.FromChain(Chain with { Base = Keys("AKIA1", "another") }));

    [Fact]
    public void Different_sessions_have_different_ids()
    {
        var chains = Others().Select(row => row.Data.Item2).Prepend(Chain).ToList();

        Assert.Equal(chains.Count, chains.Select(SessionId.FromChain).Distinct().Count());
    }

    private static KeySource Keys(string id, string secret) =>
        new(ProfileKind.AccessKey, "home", new AwsCredentials(id, secret));

    [Fact]
    public void The_place_of_use_does_not_change_the_credentials_id()
    {
        var chain = Chain with
        {
            Sts = new ServiceEndpoint(new Uri("https://sts.eu-west-1.amazonaws.com"), "eu-west-1"),
        };
        RoleChain[] elsewhere =
        [
            chain with
            {
                Region = "us-east-1",
            },
            chain with
            {
                Sts = new ServiceEndpoint(new Uri("https://sts.us-east-1.amazonaws.com"), "us-east-1"),
            },
            chain with
            {
                Endpoints = new ProfileEndpoints([new("AWS_ENDPOINT_URL_S3", "http://s3")]),
            },
        ];

        Assert.All(elsewhere, other => Assert.Equal(SessionId.ForCredentials(chain), SessionId.ForCredentials(other)));
    }

    [Fact]
    public void Everything_credentials_depend_on_changes_their_id()
    {
        RoleChain[] others =
        [
            Chain with
            {
                Profile = "dev2",
            },
            Chain with
            {
                Base = Keys("AKIA2", "secret"),
            },
            Chain with
            {
                Steps = [Role with { RoleArn = "arn:aws:iam::123456789012:role/ops" }],
            },
            Chain with
            {
                Steps = [Role with { DurationSeconds = 3601 }],
            },
            Chain with
            {
                Sts = Chain.Sts with { Url = new Uri("http://other") },
            },
            Chain with
            {
                Sts = new ServiceEndpoint(new Uri("https://sts.cn-north-1.amazonaws.com.cn"), "cn-north-1"),
            },
        ];

        Assert.All(others, other => Assert.NotEqual(SessionId.ForCredentials(Chain), SessionId.ForCredentials(other)));
    }
}
