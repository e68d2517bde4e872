using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Tests.Delivery;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Chains;

/// <summary>RoleAssist in a shell that it has given a role: its own variables there are not the person's settings.</summary>
public class RoleShellTests
{
    private readonly AwsFiles _files = new AwsFiles()
        .User("home")
        .Role("dev", "home", ("region", "eu-central-1"))
        .Profile("task", ("role_arn", "arn:aws:iam::123456789012:role/task"), ("credential_source", "EcsContainer"));

    [Theory]
    [InlineData(DeliveryMode.Endpoint, "dev")]
    [InlineData(DeliveryMode.Profile, "dev")]
    [InlineData(DeliveryMode.Profile, "gone or \"odd\"")]
    public void Whoever_names_nothing_is_the_shells_role(DeliveryMode mode, string profile)
    {
        var chain = Resolve(Shell(mode, profile), new AssumeTarget());

        var source = Assert.IsType<ContainerSource>(chain.Base);
        Assert.Equal(
            mode == DeliveryMode.Profile ? (new Uri(Delivered.Grant.LocalAddress!), null) : (Delivered.Grant.Address, Delivered.Grant.Token),
            (source.Url, source.AuthorizationToken));
        Assert.Empty(chain.Steps);
    }

    [Theory]
    [InlineData(DeliveryMode.Environment)]
    [InlineData(DeliveryMode.Endpoint)]
    [InlineData(DeliveryMode.Profile)]
    public void A_profile_is_the_persons_own_all_the_same(DeliveryMode mode)
    {
        var chain = Resolve(Shell(mode, "dev"), new AssumeTarget { Profile = "dev" });

        Assert.Equal("AKIA-home", Assert.IsType<KeySource>(chain.Base).Credentials.AccessKeyId);
        Assert.Equal("eu-central-1", chain.Region);
    }

    [Fact]
    public void A_profile_that_somebody_has_named_since_counts()
    {
        var shell = Shell(DeliveryMode.Profile, "dev");
        shell["AWS_PROFILE"] = "home";

        Assert.Equal("AKIA-home", Assert.IsType<KeySource>(Resolve(shell, new AssumeTarget()).Base).Credentials.AccessKeyId);
    }

    [Theory]
    [InlineData(DeliveryMode.Environment)]
    [InlineData(DeliveryMode.Endpoint)]
    [InlineData(DeliveryMode.Profile)]
    public void Another_profile_takes_neither_region_nor_endpoint_from_the_shells_role(DeliveryMode mode)
    {
        _files.Role("plain", "home");
        var session = Delivered.Session("eu-west-1", new ProfileEndpoints([new("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:4566")]));
        var shell = new Dictionary<string, string>();
        Delivered.Changed(shell, Delivered.Given(mode, session));

        var chain = Resolve(shell, new AssumeTarget { Profile = "plain" });

        Assert.Null(chain.Region);
        Assert.Equal("https://sts.us-east-1.amazonaws.com/", chain.Sts.Url.AbsoluteUri);
    }

    [Fact]
    public void The_endpoint_of_a_role_is_not_the_containers_own()
    {
        var fault = Assert.Throws<RoleAssistException>(() => Resolve(Shell(DeliveryMode.Endpoint, "dev"), new AssumeTarget { Profile = "task" }));

        Assert.Equal(ErrorCode.CredentialsMissing, fault.Code);
        var own = new Dictionary<string, string> { ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1:1/x" };
        Assert.IsType<ContainerSource>(Resolve(own, new AssumeTarget { Profile = "task" }).Base);
    }

    private static Dictionary<string, string> Shell(DeliveryMode mode, string profile)
    {
        var session = Delivered.Session("eu-west-1", profile: profile);
        var given = mode == DeliveryMode.Profile
            ? ProfileDelivery.Of(session, Delivered.Grant, Delivered.Files with { Profile = GeneratedProfileName.Create(profile, _ => false) })
            : Delivered.Given(mode, session);
        var variables = new Dictionary<string, string>();
        Delivered.Changed(variables, given);
        return variables;
    }

    private RoleChain Resolve(Dictionary<string, string> variables, AssumeTarget target) =>
        new RoleChainResolver(new ProcessEnvironment(variables)).Resolve(_files.Load(), target);
}
