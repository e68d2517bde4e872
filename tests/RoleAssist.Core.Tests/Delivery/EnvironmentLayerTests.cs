using RoleAssist.Core.Delivery;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Tests.Delivery;

public class EnvironmentLayerTests
{
    private static readonly DeliveryMode[] Modes = [DeliveryMode.Environment, DeliveryMode.Endpoint, DeliveryMode.Profile];

    private static readonly ProfileEndpoints Endpoints = new([new("AWS_ENDPOINT_URL_STS", "http://sts")]);

    [Theory]
    [InlineData(DeliveryMode.Environment)]
    [InlineData(DeliveryMode.Endpoint)]
    [InlineData(DeliveryMode.Profile)]
    public void Where_variables_can_be_removed_whatever_else_names_credentials_goes(DeliveryMode mode)
    {
        string[] rivals =
        [
            "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_CREDENTIAL_EXPIRATION",
            "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "AWS_ACCESS_KEY", "AWS_SECRET_KEY", "AWS_CREDENTIAL_FILE",
        ];
        var given = Delivered.Given(mode, Delivered.Session()).ToList();

        var changes = Delivered.Lay(Delivered.Environment(), EnvironmentUse.Command, given);

        var others = rivals.Except(given.Select(change => change.Name)).ToList();
        Assert.NotEmpty(others);
        Assert.All(others, rival => Assert.True(changes.ContainsKey(rival) && changes[rival] is null, rival));
    }

    [Fact]
    public void Keys_and_a_profile_are_never_given_together()
    {
        foreach (var mode in Modes)
        {
            var names = Delivered.Given(mode, Delivered.Session()).Select(change => change.Name).ToList();

            Assert.False(names.Contains("AWS_PROFILE") && (names.Contains("AWS_ACCESS_KEY_ID") || names.Contains("AWS_CONTAINER_CREDENTIALS_FULL_URI")), mode.ToString());
        }
    }

    [Theory]
    [InlineData(EnvironmentUse.AllTerminals)]
    [InlineData(EnvironmentUse.Process)]
    public void Where_nothing_can_be_removed_inherited_keys_are_blanked_and_a_profile_never_is(EnvironmentUse use)
    {
        var inherited = Delivered.Environment(
            ("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_WEB_IDENTITY_TOKEN_FILE", "/t"), ("AWS_PROFILE", "x"), ("AWS_DEFAULT_PROFILE", "y"));

        var endpoint = Delivered.Lay(inherited, use, Delivered.Given(DeliveryMode.Endpoint, Delivered.Session()));
        var profile = Delivered.Lay(inherited, use, Delivered.Given(DeliveryMode.Profile, Delivered.Session()));

        Assert.All(endpoint.Concat(profile), change => Assert.NotNull(change.Value));
        Assert.Equal(
            ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_WEB_IDENTITY_TOKEN_FILE"],
            endpoint.Where(change => change.Value is "").Select(change => change.Key));
        Assert.False(endpoint.ContainsKey("AWS_PROFILE"));
        // boto3 takes the second name first.
        Assert.Equal(("dev", "dev"), (profile["AWS_PROFILE"], profile["AWS_DEFAULT_PROFILE"]));
    }

    [Fact]
    public void Nothing_inherited_means_nothing_blanked() => Assert.DoesNotContain(
        Delivered.Lay(Delivered.Environment(), EnvironmentUse.AllTerminals, Delivered.Given(DeliveryMode.Profile, Delivered.Session())),
        change => change.Value is null or "");

    [Fact]
    public void Switching_ways_and_roles_leaves_what_the_last_one_alone_would_have_left()
    {
        var other = Delivered.Session("eu-west-1", Endpoints, "other");
        foreach (var (first, second) in Modes.SelectMany(first => Modes.Select(second => (first, second))))
        {
            var switched = new Dictionary<string, string> { ["PATH"] = "/bin" };
            Delivered.Changed(switched, Delivered.Given(first, other));
            Delivered.Changed(switched, Delivered.Given(second, Delivered.Session()));

            var straight = new Dictionary<string, string> { ["PATH"] = "/bin" };
            Delivered.Changed(straight, Delivered.Given(second, Delivered.Session()));
            Assert.Equal(straight.OrderBy(pair => pair.Key), switched.OrderBy(pair => pair.Key));
        }
    }

    [Fact]
    public void Taking_a_role_away_leaves_what_was_there_before()
    {
        var own = new Dictionary<string, string> { ["AWS_CONFIG_FILE"] = "/mine/config", ["AWS_ENDPOINT_URL_STS"] = "http://sts", ["AWS_REGION"] = "eu-west-1" };
        foreach (var mode in Modes)
        {
            var shell = new Dictionary<string, string>(own);
            Delivered.Changed(shell, Delivered.Given(mode, Delivered.Session("eu-west-1", Endpoints)));
            Delivered.Changed(shell, Delivered.Given(mode, Delivered.Session("eu-west-1", Endpoints)));
            Assert.NotEqual(own.Count, shell.Count);

            Delivered.Changed(shell, []);

            Assert.Equal(own, shell);
        }
    }

    [Theory]
    [InlineData(null, null, "127.0.0.1", "127.0.0.1")]
    [InlineData("corp.example", null, "corp.example,127.0.0.1", null)]
    [InlineData(null, "corp.example", null, "corp.example,127.0.0.1")]
    [InlineData("127.0.0.1", "a,b", "127.0.0.1", "a,b,127.0.0.1")]
    public void An_endpoint_behind_a_proxy_brings_an_exception_that_goes_with_it(string? upper, string? lower, string? upperInside, string? lowerInside)
    {
        var shell = new Dictionary<string, string> { ["HTTP_PROXY"] = "http://proxy.example:3128" };
        foreach (var (name, value) in new[] { ("NO_PROXY", upper), ("no_proxy", lower) })
        {
            if (value is not null)
            {
                shell[name] = value;
            }
        }

        var own = new Dictionary<string, string>(shell);
        for (var time = 0; time < 2; time++)
        {
            Delivered.Changed(shell, Delivered.Given(DeliveryMode.Endpoint, Delivered.Session()));
            Assert.Equal((upperInside, lowerInside), (shell.GetValueOrDefault("NO_PROXY"), shell.GetValueOrDefault("no_proxy")));
        }

        Delivered.Changed(shell, Delivered.Given(DeliveryMode.Profile, Delivered.Session()));
        Assert.Equal((upper, lower), (shell.GetValueOrDefault("NO_PROXY"), shell.GetValueOrDefault("no_proxy")));

        Delivered.Changed(shell, []);
        Assert.Equal(own, shell);
    }

    [Fact]
    public void An_exception_that_the_person_has_edited_since_stays()
    {
        var shell = new Dictionary<string, string> { ["HTTP_PROXY"] = "http://proxy.example:3128" };
        Delivered.Changed(shell, Delivered.Given(DeliveryMode.Endpoint, Delivered.Session()));
        shell["NO_PROXY"] = "mine.example";

        Delivered.Changed(shell, []);

        Assert.Equal("mine.example", shell["NO_PROXY"]);
        Assert.False(shell.ContainsKey("no_proxy"));
    }

    [Fact]
    public void An_endpoint_in_the_environment_is_without_its_password()
    {
        var endpoints = new ProfileEndpoints([new("AWS_ENDPOINT_URL", "https://user:pass@proxy.example/x?token=1"), new("AWS_CA_BUNDLE", "/ca.pem")]);

        var given = Delivered.Given(DeliveryMode.Endpoint, Delivered.Session(endpoints: endpoints)).ToDictionary(change => change.Name, change => change.Value);

        Assert.Equal(("https://proxy.example/x", "/ca.pem"), (given["AWS_ENDPOINT_URL"], given["AWS_CA_BUNDLE"]));
    }

    [Fact]
    public void Where_no_role_is_to_be_seen_taking_one_away_removes_all_that_it_may_have_set()
    {
        var changes = EnvironmentLayer.Over(Delivered.Environment(), EnvironmentUse.Terminal, [], ["AWS_ENDPOINT_URL_STS"]);

        Assert.Superset(
            new HashSet<EnvironmentChange> { new("AWS_REGION", null), new("AWS_DEFAULT_REGION", null), new("AWS_ENDPOINT_URL_STS", null) },
            changes.ToHashSet());
    }

    [Fact]
    public void The_endpoints_of_a_profile_go_with_its_role()
    {
        var shell = new Dictionary<string, string>();
        Delivered.Changed(shell, Delivered.Given(DeliveryMode.Endpoint, Delivered.Session("eu-west-1", Endpoints)));
        Assert.Equal("http://sts", shell["AWS_ENDPOINT_URL_STS"]);

        Delivered.Changed(shell, []);

        Assert.Empty(shell);
    }

    [Fact]
    public void What_a_shell_claims_to_have_of_a_role_is_no_command()
    {
        var surroundings = Delivered.Environment((RoleAssistVariables.Variables, "GOOD $(touch pwned) ;x 1X"));

        var changes = Delivered.Lay(surroundings, EnvironmentUse.Terminal, []);

        Assert.Contains("GOOD", changes);
        Assert.All(changes.Keys, name => Assert.Matches("^[A-Z_]+$", name));
    }

    [Fact]
    public void The_persons_files_are_known_behind_generated_ones_and_no_others()
    {
        var file = SharedFileVariables.Config;
        var shell = new Dictionary<string, string> { ["AWS_CONFIG_FILE"] = "/mine/config" };
        Assert.Equal("/mine/config", file.PathIn(Delivered.Changed(shell, Delivered.Given(DeliveryMode.Profile, Delivered.Session()))));
        Assert.Equal("/run/x/roleassist-config", shell["AWS_CONFIG_FILE"]);

        shell["AWS_CONFIG_FILE"] = "/since/config";
        Assert.Equal("/since/config", file.PathIn(new(shell)));

        Assert.Equal("~/.aws/config", file.PathIn(Delivered.Changed([], Delivered.Given(DeliveryMode.Profile, Delivered.Session()))));
        Assert.Equal("~/.aws/config", file.PathIn(Delivered.Environment()));
    }

    [Fact]
    public void A_program_that_reads_the_files_itself_is_shown_the_persons()
    {
        var shell = Delivered.Changed(new() { ["AWS_CONFIG_FILE"] = "/mine/config" }, Delivered.Given(DeliveryMode.Profile, Delivered.Session()));

        Assert.Equal(
            [new("AWS_CONFIG_FILE", "/mine/config"), new("AWS_SHARED_CREDENTIALS_FILE", null), new("AWS_PROFILE", null), new("AWS_DEFAULT_PROFILE", null)],
            GeneratedProfileName.Restored(shell));

        // Also where another profile has been named since.
        var named = Delivered.Environment(("AWS_CONFIG_FILE", "/run/x/roleassist-config"), ("ROLEASSIST_PROFILE", "dev"), ("AWS_PROFILE", "vendor"));
        Assert.Equal([new("AWS_CONFIG_FILE", null)], GeneratedProfileName.Restored(named));
        Assert.Empty(GeneratedProfileName.Restored(Delivered.Environment(("AWS_CONFIG_FILE", "/mine/config"), ("AWS_PROFILE", "x"))));
    }
}
