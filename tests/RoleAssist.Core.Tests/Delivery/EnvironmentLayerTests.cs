using RoleAssist.Core.Delivery;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Tests.Delivery;

public class EnvironmentLayerTests
{
    private static readonly DeliveryMode[] Modes =
    [
        DeliveryMode.Environment,
        DeliveryMode.Endpoint,
        DeliveryMode.Profile,
    ];

    private static readonly ProfileEndpoints Endpoints = new([new("AWS_ENDPOINT_URL_STS", "http://sts")]);

    [Theory]
    [InlineData(DeliveryMode.Environment)]
    [InlineData(DeliveryMode.Endpoint)]
    [InlineData(DeliveryMode.Profile)]
    public void Removes_other_credentials_if_variables_can_be_removed(DeliveryMode mode)
    {
        string[] rivals =
        [
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_SECURITY_TOKEN",
            "AWS_CREDENTIAL_EXPIRATION",
            "AWS_PROFILE",
            "AWS_DEFAULT_PROFILE",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            "AWS_ACCESS_KEY",
            "AWS_SECRET_KEY",
            "AWS_CREDENTIAL_FILE",
        ];
        var given = Delivered.Given(mode, Delivered.Session()).ToList();

        var changes = Delivered.Lay(Delivered.Environment(), EnvironmentUse.Command, given);

        var others = rivals.Except(given.Select(change => change.Name)).ToList();
        Assert.NotEmpty(others);
        Assert.All(others, rival => Assert.True(changes.ContainsKey(rival) && changes[rival] is null, rival));
    }

    [Fact]
    public void Never_sets_keys_and_a_profile_together()
    {
        foreach (var mode in Modes)
        {
            var names = Delivered.Given(mode, Delivered.Session()).Select(change => change.Name).ToList();

            Assert.False(
                names.Contains("AWS_PROFILE")
                    && (names.Contains("AWS_ACCESS_KEY_ID") || names.Contains("AWS_CONTAINER_CREDENTIALS_FULL_URI")),
                mode.ToString()
            );
        }
    }

    [Theory]
    [InlineData(EnvironmentUse.AllTerminals)]
    [InlineData(EnvironmentUse.Process)]
    public void Empties_inherited_keys_but_never_a_profile_if_variables_cannot_be_removed(EnvironmentUse use)
    {
        var inherited = Delivered.Environment(
            ("AWS_ACCESS_KEY_ID", "AKIA"),
            ("AWS_SECRET_ACCESS_KEY", "s"),
            ("AWS_WEB_IDENTITY_TOKEN_FILE", "/t"),
            ("AWS_PROFILE", "x"),
            ("AWS_DEFAULT_PROFILE", "y")
        );

        var endpoint = Delivered.Lay(inherited, use, Delivered.Given(DeliveryMode.Endpoint, Delivered.Session()));
        var profile = Delivered.Lay(inherited, use, Delivered.Given(DeliveryMode.Profile, Delivered.Session()));

        Assert.All(endpoint.Concat(profile), change => Assert.NotNull(change.Value));
        Assert.Equal(
            ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_WEB_IDENTITY_TOKEN_FILE"],
            endpoint.Where(change => change.Value is "").Select(change => change.Key)
        );
        Assert.False(endpoint.ContainsKey("AWS_PROFILE"));
        // boto3 prefers the second variable.
        Assert.Equal(("dev", "dev"), (profile["AWS_PROFILE"], profile["AWS_DEFAULT_PROFILE"]));
    }

    [Fact]
    public void Empties_nothing_if_nothing_is_inherited() =>
        Assert.DoesNotContain(
            Delivered.Lay(
                Delivered.Environment(),
                EnvironmentUse.AllTerminals,
                Delivered.Given(DeliveryMode.Profile, Delivered.Session())
            ),
            change => change.Value is null or ""
        );

    [Fact]
    public void Switching_deliveries_and_roles_leaves_only_the_last_one()
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
    public void Removing_a_role_keeps_what_was_set_before()
    {
        var own = new Dictionary<string, string>
        {
            ["AWS_CONFIG_FILE"] = "/mine/config",
            ["AWS_ENDPOINT_URL_STS"] = "http://sts",
            ["AWS_REGION"] = "eu-west-1",
        };
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
    public void Adds_a_proxy_exception_for_an_endpoint_and_removes_it_again(
        string? upper,
        string? lower,
        string? upperInside,
        string? lowerInside
    )
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
            Assert.Equal(
                (upperInside, lowerInside),
                (shell.GetValueOrDefault("NO_PROXY"), shell.GetValueOrDefault("no_proxy"))
            );
        }

        Delivered.Changed(shell, Delivered.Given(DeliveryMode.Profile, Delivered.Session()));
        Assert.Equal((upper, lower), (shell.GetValueOrDefault("NO_PROXY"), shell.GetValueOrDefault("no_proxy")));

        Delivered.Changed(shell, []);
        Assert.Equal(own, shell);
    }

    [Fact]
    public void Keeps_a_proxy_exception_that_the_user_has_edited()
    {
        var shell = new Dictionary<string, string> { ["HTTP_PROXY"] = "http://proxy.example:3128" };
        Delivered.Changed(shell, Delivered.Given(DeliveryMode.Endpoint, Delivered.Session()));
        shell["NO_PROXY"] = "mine.example";

        Delivered.Changed(shell, []);

        Assert.Equal("mine.example", shell["NO_PROXY"]);
        Assert.False(shell.ContainsKey("no_proxy"));
    }

    [Fact]
    public void Removes_the_password_from_an_endpoint_in_the_environment()
    {
        var endpoints = new ProfileEndpoints([
            new("AWS_ENDPOINT_URL", "https://user:pass@proxy.example/x?token=1"),
            new("AWS_CA_BUNDLE", "/ca.pem"),
        ]);

        var given = Delivered
            .Given(DeliveryMode.Endpoint, Delivered.Session(endpoints: endpoints))
            .ToDictionary(change => change.Name, change => change.Value);

        Assert.Equal(("https://proxy.example/x", "/ca.pem"), (given["AWS_ENDPOINT_URL"], given["AWS_CA_BUNDLE"]));
    }

    [Fact]
    public void Removes_everything_a_role_may_have_set_if_no_role_is_visible()
    {
        var changes = EnvironmentLayer.Apply(
            Delivered.Environment(),
            EnvironmentUse.Terminal,
            [],
            ["AWS_ENDPOINT_URL_STS"]
        );

        Assert.Superset(
            new HashSet<EnvironmentChange>
            {
                new("AWS_REGION", null),
                new("AWS_DEFAULT_REGION", null),
                new("AWS_ENDPOINT_URL_STS", null),
            },
            changes.ToHashSet()
        );
    }

    [Fact]
    public void Removes_the_endpoints_of_a_profile_with_its_role()
    {
        var shell = new Dictionary<string, string>();
        Delivered.Changed(shell, Delivered.Given(DeliveryMode.Endpoint, Delivered.Session("eu-west-1", Endpoints)));
        Assert.Equal("http://sts", shell["AWS_ENDPOINT_URL_STS"]);

        Delivered.Changed(shell, []);

        Assert.Empty(shell);
    }

    [Fact]
    public void Ignores_names_listed_by_a_shell_that_are_not_variables()
    {
        var surroundings = Delivered.Environment((RoleAssistVariables.Variables, "GOOD $(touch pwned) ;x 1X"));

        var changes = Delivered.Lay(surroundings, EnvironmentUse.Terminal, []);

        Assert.Contains("GOOD", changes);
        Assert.All(changes.Keys, name => Assert.Matches("^[A-Z_]+$", name));
    }

    [Fact]
    public void Finds_the_users_files_behind_generated_ones_only()
    {
        var file = SharedFileVariables.Config;
        var shell = new Dictionary<string, string> { ["AWS_CONFIG_FILE"] = "/mine/config" };
        Assert.Equal(
            "/mine/config",
            file.GetPath(Delivered.Changed(shell, Delivered.Given(DeliveryMode.Profile, Delivered.Session())))
        );
        Assert.Equal("/run/x/roleassist-config", shell["AWS_CONFIG_FILE"]);

        shell["AWS_CONFIG_FILE"] = "/since/config";
        Assert.Equal("/since/config", file.GetPath(new(shell)));

        Assert.Equal(
            "~/.aws/config",
            file.GetPath(Delivered.Changed([], Delivered.Given(DeliveryMode.Profile, Delivered.Session())))
        );
        Assert.Equal("~/.aws/config", file.GetPath(Delivered.Environment()));
    }

    [Fact]
    public void Restores_the_users_files_for_a_program_that_reads_them_itself()
    {
        var shell = Delivered.Changed(
            new() { ["AWS_CONFIG_FILE"] = "/mine/config" },
            Delivered.Given(DeliveryMode.Profile, Delivered.Session())
        );

        Assert.Equal(
            [
                new("AWS_CONFIG_FILE", "/mine/config"),
                new("AWS_SHARED_CREDENTIALS_FILE", null),
                new("AWS_PROFILE", null),
                new("AWS_DEFAULT_PROFILE", null),
            ],
            GeneratedProfileName.Restored(shell)
        );

        // Also if another profile has been selected since.
        var named = Delivered.Environment(
            ("AWS_CONFIG_FILE", "/run/x/roleassist-config"),
            ("ROLEASSIST_PROFILE", "dev"),
            ("AWS_PROFILE", "vendor")
        );
        Assert.Equal([new("AWS_CONFIG_FILE", null)], GeneratedProfileName.Restored(named));
        Assert.Empty(
            GeneratedProfileName.Restored(
                Delivered.Environment(("AWS_CONFIG_FILE", "/mine/config"), ("AWS_PROFILE", "x"))
            )
        );
    }
}
