using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Delivery;

public class DeliveryChooserTests
{
    private static readonly AwsFiles NoDefault = new AwsFiles().User("home");

    public static TheoryData<string, string> DefaultsThatShadow =>
        new()
        {
            { "aws_access_key_id", "an access key" },
            { "role_arn", "a role" },
            { "sso_session", "an SSO login" },
            { "sso_start_url", "an SSO login" },
            { "web_identity_token_file", "a web identity" },
            { "credential_process", "a credential_process" },
            { "login_session", "a console login" },
        };

    [Theory]
    [InlineData(EnvironmentUse.Terminal)]
    [InlineData(EnvironmentUse.AllTerminals)]
    [InlineData(EnvironmentUse.Process)]
    [InlineData(EnvironmentUse.Command)]
    public async Task Chooses_the_endpoint_if_nothing_is_configured(EnvironmentUse use) =>
        Assert.Equal(DeliveryMode.Endpoint, (await ChooseAsync(NoDefault, DeliveryMode.Auto, use)).Mode);

    [Theory]
    [MemberData(nameof(DefaultsThatShadow))]
    public async Task A_default_profile_with_credentials_of_any_kind_shadows_the_endpoint(string setting, string words)
    {
        var files = new AwsFiles().Profile("default", (setting, "x"));
        foreach (var use in Enum.GetValues<EnvironmentUse>())
        {
            var choice = await ChooseAsync(files, DeliveryMode.Auto, use);

            Assert.Equal(DeliveryMode.Profile, choice.Mode);
            Assert.Contains(words, choice.Reason, StringComparison.Ordinal);
            Assert.Null(choice.Warning);
        }
    }

    [Theory]
    [InlineData("aws_access_key_id", "")]
    [InlineData("credential_process", "")]
    [InlineData("role_arn", "")]
    [InlineData("source_profile", "home")]
    [InlineData("sso_role_name", "x")]
    [InlineData("sso_region", "us-east-1")]
    public async Task A_default_profile_that_some_sdk_treats_as_credentials_shadows_the_endpoint(
        string setting,
        string value
    )
    {
        var choice = await ChooseAsync(
            new AwsFiles().Profile("default", (setting, value)),
            DeliveryMode.Auto,
            EnvironmentUse.Command
        );

        Assert.Equal(DeliveryMode.Profile, choice.Mode);
        Assert.Contains(setting, choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chooses_a_generated_profile_if_some_sdk_cannot_read_a_file()
    {
        var problem = new Problem(
            ErrorCode.ConfigurationInvalid,
            ProblemSeverity.Warning,
            "",
            new SourceLocation("/home/x/.aws/config", 7, 3)
        );
        foreach (var use in Enum.GetValues<EnvironmentUse>())
        {
            var divided = new AwsFiles().User("home").Problem(problem with { SdksDisagree = true });
            var choice = await ChooseAsync(divided, DeliveryMode.Auto, use);

            Assert.Equal(DeliveryMode.Profile, choice.Mode);
            Assert.Contains("line 7 of 'config'", choice.Reason, StringComparison.Ordinal);
            Assert.Contains(
                "line 7 of 'config'",
                (await ChooseAsync(divided, DeliveryMode.Endpoint, use)).Warning,
                StringComparison.Ordinal
            );
            Assert.Equal(
                DeliveryMode.Endpoint,
                (await ChooseAsync(new AwsFiles().User("home").Problem(problem), DeliveryMode.Auto, use)).Mode
            );
        }
    }

    [Fact]
    public async Task A_default_profile_with_settings_only_does_not_shadow_the_endpoint() =>
        Assert.Equal(
            DeliveryMode.Endpoint,
            (
                await ChooseAsync(
                    new AwsFiles().Profile("default", ("region", "eu-west-1")),
                    DeliveryMode.Auto,
                    EnvironmentUse.Terminal
                )
            ).Mode
        );

    [Theory]
    [InlineData("AWS_PROFILE", "x")]
    [InlineData("AWS_PROFILE", "")]
    [InlineData("AWS_DEFAULT_PROFILE", "x")]
    [InlineData("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x")]
    [InlineData("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/x")]
    [InlineData("AWS_CREDENTIAL_FILE", "/x")]
    public async Task An_inherited_variable_that_cannot_be_removed_shadows_the_endpoint(string name, string value)
    {
        foreach (var use in new[] { EnvironmentUse.AllTerminals, EnvironmentUse.Process })
        {
            var choice = await ChooseAsync(NoDefault, DeliveryMode.Auto, use, (name, value));
            Assert.Equal(DeliveryMode.Profile, choice.Mode);
            Assert.Contains(name, choice.Reason, StringComparison.Ordinal);
        }

        foreach (var use in new[] { EnvironmentUse.Terminal, EnvironmentUse.Command })
        {
            Assert.Equal(
                DeliveryMode.Endpoint,
                (await ChooseAsync(NoDefault, DeliveryMode.Auto, use, (name, value))).Mode
            );
        }
    }

    [Fact]
    public async Task Inherited_keys_can_be_emptied_and_do_not_shadow_the_endpoint() =>
        Assert.Equal(
            DeliveryMode.Endpoint,
            (
                await ChooseAsync(NoDefault, DeliveryMode.Auto, EnvironmentUse.Process, ("AWS_ACCESS_KEY_ID", "AKIA"))
            ).Mode
        );

    [Theory]
    [InlineData("http_proxy", null, null, true)]
    [InlineData("HTTP_PROXY", null, null, true)]
    [InlineData("all_proxy", null, null, true)]
    [InlineData("ALL_PROXY", null, null, true)]
    [InlineData("HTTPS_PROXY", null, null, false)]
    [InlineData("HTTP_PROXY", "localhost,*,127.0.0.0/8", null, true)]
    [InlineData("HTTP_PROXY", "localhost, 127.0.0.1", null, false)]
    [InlineData("HTTP_PROXY", null, "127.0.0.1", false)]
    [InlineData("HTTP_PROXY", "127.0.0.1", "corp.example", true)]
    [InlineData("HTTP_PROXY", "", null, true)]
    public async Task A_proxy_that_dotnet_uses_for_the_loopback_shadows_the_endpoint(
        string proxy,
        string? upper,
        string? lower,
        bool isShadow
    )
    {
        (string, string?)[] variables =
        [
            (proxy, "http://proxy.example:3128"),
            ("NO_PROXY", upper),
            ("no_proxy", lower),
        ];
        (string, string)[] environment =
        [
            .. variables
                .Where(variable => variable.Item2 is not null)
                .Select(variable => (variable.Item1, variable.Item2!)),
        ];

        var choice = await ChooseAsync(NoDefault, DeliveryMode.Auto, EnvironmentUse.Terminal, environment);

        Assert.Equal(isShadow ? DeliveryMode.Profile : DeliveryMode.Endpoint, choice.Mode);
        Assert.Equal(isShadow, choice.Reason.Contains(proxy, StringComparison.Ordinal));
        // An endpoint that is requested explicitly comes with a proxy exception.
        Assert.Null(
            (await ChooseAsync(NoDefault, DeliveryMode.Endpoint, EnvironmentUse.Terminal, environment)).Warning
        );
    }

    [Theory]
    [InlineData("eu-west-3", "us-east-1", DeliveryMode.Profile)]
    [InlineData("us-east-1", "us-east-1", DeliveryMode.Endpoint)]
    [InlineData("eu-west-3", null, DeliveryMode.Endpoint)]
    public async Task Chooses_a_generated_profile_if_the_default_region_differs(
        string defaultRegion,
        string? region,
        DeliveryMode expected
    )
    {
        var files = new AwsFiles().Profile("default", ("region", defaultRegion));

        var choice = await new DeliveryChooser(Delivered.Environment(), files, new NetSdkProfiles()).ChooseAsync(
            DeliveryMode.Auto,
            EnvironmentUse.Terminal,
            region,
            plan: null,
            CancellationToken.None
        );

        Assert.Equal(expected, choice.Mode);
    }

    [Fact]
    public async Task A_command_for_many_accounts_requires_that_nothing_shadows_the_endpoint()
    {
        Task RequireAsync(AwsFiles files) =>
            new DeliveryChooser(Delivered.Environment(), files, new NetSdkProfiles()).RequireEndpointAsync(
                EnvironmentUse.Command,
                CancellationToken.None
            );

        var shadowed = await Assert.ThrowsAsync<RoleAssistException>(() =>
            RequireAsync(new AwsFiles().User("default"))
        );

        Assert.Equal(ErrorCode.ConfigurationInvalid, shadowed.Code);
        Assert.Contains("the [default] profile has its own credentials", shadowed.Message, StringComparison.Ordinal);
        await RequireAsync(NoDefault);
    }

    [Fact]
    public async Task A_default_profile_in_the_encrypted_store_shadows_the_endpoint_and_causes_a_warning()
    {
        var chooser = new DeliveryChooser(Delivered.Environment(), NoDefault, new NetSdkProfiles("Default"));

        Task<DeliveryChoice> ChooseAsync(DeliveryMode requested) =>
            chooser.ChooseAsync(requested, EnvironmentUse.Terminal, region: null, plan: null, CancellationToken.None);

        var auto = await ChooseAsync(DeliveryMode.Auto);

        Assert.Equal(DeliveryMode.Profile, auto.Mode);
        Assert.Contains("encrypted store", auto.Reason, StringComparison.Ordinal);
        Assert.Contains("Remove-AWSCredentialProfile", auto.Warning, StringComparison.Ordinal);
        Assert.Contains(
            "encrypted store",
            (await ChooseAsync(DeliveryMode.Endpoint)).Warning,
            StringComparison.Ordinal
        );
        Assert.NotNull((await ChooseAsync(DeliveryMode.Profile)).Warning);
        Assert.Null((await ChooseAsync(DeliveryMode.Environment)).Warning);
    }

    [Fact]
    public async Task Uses_the_requested_delivery_with_a_warning_if_it_would_not_take_effect()
    {
        var files = new AwsFiles().User("default");

        var shadowed = await ChooseAsync(files, DeliveryMode.Endpoint, EnvironmentUse.Command);
        Assert.Equal(DeliveryMode.Endpoint, shadowed.Mode);
        Assert.Contains("[default]", shadowed.Warning, StringComparison.Ordinal);
        Assert.Null((await ChooseAsync(NoDefault, DeliveryMode.Endpoint, EnvironmentUse.Terminal)).Warning);

        Assert.Null(
            (await ChooseAsync(files, DeliveryMode.Profile, EnvironmentUse.Process, ("AWS_PROFILE", "x"))).Warning
        );

        var keys = await ChooseAsync(files, DeliveryMode.Environment, EnvironmentUse.Process, ("AWS_PROFILE", "x"));
        Assert.Equal(DeliveryMode.Environment, keys.Mode);
        Assert.Contains("AWS_PROFILE", keys.Warning, StringComparison.Ordinal);
        Assert.Contains(
            "not renewed",
            (await ChooseAsync(NoDefault, DeliveryMode.Environment, EnvironmentUse.AllTerminals)).Warning,
            StringComparison.Ordinal
        );
        Assert.Null(
            (
                await ChooseAsync(NoDefault, DeliveryMode.Environment, EnvironmentUse.Terminal, ("AWS_PROFILE", "x"))
            ).Warning
        );
    }

    [Fact]
    public async Task Does_not_choose_keys_if_the_default_profile_has_credentials()
    {
        var files = new AwsFiles().User("home").User("default").Role("day", "home", ("duration_seconds", "43200"));
        using var sessions = new SessionsInMemory(files);
        var plan = await sessions.Service.PlanAsync(
            [new AssumeTarget { Profile = "day" }],
            new SessionOptions(),
            CancellationToken.None
        );

        var choice = await new DeliveryChooser(Delivered.Environment(), files, new NetSdkProfiles()).ChooseAsync(
            DeliveryMode.Auto,
            EnvironmentUse.Command,
            region: null,
            plan.Sessions[0],
            CancellationToken.None
        );

        Assert.Equal(DeliveryMode.Profile, choice.Mode);
        Assert.Contains(
            ".NET 3",
            (await ChooseAsync(files, DeliveryMode.Environment, EnvironmentUse.Command)).Warning,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("hour", DeliveryMode.Endpoint)]
    [InlineData("day", DeliveryMode.Environment)]
    [InlineData("mfa", DeliveryMode.Endpoint)]
    [InlineData("mfa-long", DeliveryMode.Environment)]
    [InlineData("user-mfa", DeliveryMode.Environment)]
    [InlineData("temporary", DeliveryMode.Environment)]
    public async Task Gives_a_command_keys_if_an_endpoint_has_no_advantage(string profile, DeliveryMode expected)
    {
        const string Serial = "arn:aws:iam::123456789012:mfa/ana";
        var files = new AwsFiles()
            .User("home")
            .Role("hour", "home")
            .Role("day", "home", ("duration_seconds", "43200"))
            .Role("mfa", "home", ("mfa_serial", Serial))
            .Role("mfa-long", "home", ("mfa_serial", Serial), ("duration_seconds", "14400"))
            .User("user-mfa", ("mfa_serial", Serial))
            .User("temporary", ("aws_session_token", "t"));
        using var sessions = new SessionsInMemory(files);
        var plan = await sessions.Service.PlanAsync(
            [new AssumeTarget { Profile = profile }],
            new SessionOptions(),
            CancellationToken.None
        );

        var choice = await new DeliveryChooser(Delivered.Environment(), files, new NetSdkProfiles()).ChooseAsync(
            DeliveryMode.Auto,
            EnvironmentUse.Command,
            region: null,
            plan.Sessions[0],
            CancellationToken.None
        );

        Assert.Equal(expected, choice.Mode);
        Assert.EndsWith(".", choice.Reason, StringComparison.Ordinal);
    }

    private static Task<DeliveryChoice> ChooseAsync(
        AwsFiles files,
        DeliveryMode requested,
        EnvironmentUse use,
        params (string Name, string Value)[] environment
    ) =>
        new DeliveryChooser(Delivered.Environment(environment), files, new NetSdkProfiles()).ChooseAsync(
            requested,
            use,
            region: null,
            plan: null,
            CancellationToken.None
        );
}
