using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Tests.Delivery;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Chains;

/// <summary>
/// RoleAssist in a shell that has a RoleAssist session: the variables that it set are not the user's settings.
/// </summary>
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
    public void Uses_the_shells_role_if_no_target_is_specified(DeliveryMode mode, string profile)
    {
        var chain = Resolve(Shell(mode, profile), new AssumeTarget());

        var source = Assert.IsType<ContainerSource>(chain.Base);
        Assert.Equal(
            mode == DeliveryMode.Profile
                ? (new Uri(Delivered.Grant.LocalAddress!), null)
                : (Delivered.Grant.Address, Delivered.Grant.Token),
            (source.Url, source.AuthorizationToken)
        );
        Assert.Empty(chain.Steps);
    }

    [Theory]
    [InlineData(DeliveryMode.Environment)]
    [InlineData(DeliveryMode.Endpoint)]
    [InlineData(DeliveryMode.Profile)]
    public void Resolves_a_specified_profile_from_the_users_files(DeliveryMode mode)
    {
        var chain = Resolve(Shell(mode, "dev"), new AssumeTarget { Profile = "dev" });

        Assert.Equal("AKIA-home", Assert.IsType<KeySource>(chain.Base).Credentials.AccessKeyId);
        Assert.Equal("eu-central-1", chain.Region);
    }

    [Fact]
    public void Uses_a_profile_that_the_user_has_selected_since()
    {
        var shell = Shell(DeliveryMode.Profile, "dev");
        shell["AWS_PROFILE"] = "home";

        Assert.Equal(
            "AKIA-home",
            Assert.IsType<KeySource>(Resolve(shell, new AssumeTarget()).Base).Credentials.AccessKeyId
        );
    }

    [Theory]
    [InlineData(DeliveryMode.Environment)]
    [InlineData(DeliveryMode.Endpoint)]
    [InlineData(DeliveryMode.Profile)]
    public void Does_not_use_the_region_and_endpoint_of_the_shells_role_for_another_profile(DeliveryMode mode)
    {
        _files.Role("plain", "home");
        var session = Delivered.Session(
            "eu-west-1",
            new ProfileEndpoints([new("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:4566")])
        );
        var shell = new Dictionary<string, string>();
        Delivered.Changed(shell, Delivered.Given(mode, session));

        var chain = Resolve(shell, new AssumeTarget { Profile = "plain" });

        Assert.Null(chain.Region);
        Assert.Equal("https://sts.us-east-1.amazonaws.com/", chain.Sts.Url.AbsoluteUri);
    }

    [Fact]
    public void Does_not_take_the_endpoint_of_a_role_for_the_containers_own()
    {
        var fault = Assert.Throws<RoleAssistException>(() =>
            Resolve(Shell(DeliveryMode.Endpoint, "dev"), new AssumeTarget { Profile = "task" })
        );

        Assert.Equal(ErrorCode.CredentialsMissing, fault.Code);
        var own = new Dictionary<string, string> { ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1:1/x" };
        Assert.IsType<ContainerSource>(Resolve(own, new AssumeTarget { Profile = "task" }).Base);
    }

    private static Dictionary<string, string> Shell(DeliveryMode mode, string profile)
    {
        var session = Delivered.Session("eu-west-1", profile: profile);
        var given =
            mode == DeliveryMode.Profile
                ? ProfileDelivery.GetVariables(
                    session,
                    Delivered.Grant,
                    Delivered.Files with
                    {
                        Profile = GeneratedProfileName.Create(profile, _ => false),
                    }
                )
                : Delivered.Given(mode, session);
        var variables = new Dictionary<string, string>();
        Delivered.Changed(variables, given);
        return variables;
    }

    private RoleChain Resolve(Dictionary<string, string> variables, AssumeTarget target) =>
        new RoleChainResolver(new ProcessEnvironment(variables)).Resolve(_files.Load(), target);
}
