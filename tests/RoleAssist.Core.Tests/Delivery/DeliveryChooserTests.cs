using RoleAssist.Core.Delivery;
using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Delivery;

public class DeliveryChooserTests
{
    private static readonly AwsFiles NoDefault = new AwsFiles().User("home");

    public static TheoryData<string, string> DefaultsThatShadow => new()
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
    public void With_nothing_configured_it_is_the_endpoint(EnvironmentUse use) =>
        Assert.Equal(DeliveryMode.Endpoint, Choose(NoDefault, DeliveryMode.Auto, use).Mode);

    [Theory]
    [MemberData(nameof(DefaultsThatShadow))]
    public void A_default_profile_with_credentials_of_any_kind_shadows_the_endpoint(string setting, string words)
    {
        var files = new AwsFiles().Profile("default", (setting, "x"));
        foreach (var use in Enum.GetValues<EnvironmentUse>())
        {
            var choice = Choose(files, DeliveryMode.Auto, use);

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
    public void A_default_profile_that_some_sdk_takes_for_one_with_credentials_shadows_the_endpoint(string setting, string value)
    {
        var choice = Choose(new AwsFiles().Profile("default", (setting, value)), DeliveryMode.Auto, EnvironmentUse.Command);

        Assert.Equal(DeliveryMode.Profile, choice.Mode);
        Assert.Contains(setting, choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_some_sdk_cannot_read_is_not_given_to_it()
    {
        var problem = new Problem(ErrorCode.ConfigurationInvalid, ProblemSeverity.Warning, "", new SourceLocation("/home/x/.aws/config", 7, 3));
        foreach (var use in Enum.GetValues<EnvironmentUse>())
        {
            var divided = new AwsFiles().User("home").Problem(problem with { DividesSdks = true });
            var choice = Choose(divided, DeliveryMode.Auto, use);

            Assert.Equal(DeliveryMode.Profile, choice.Mode);
            Assert.Contains("line 7 of 'config'", choice.Reason, StringComparison.Ordinal);
            Assert.Contains("line 7 of 'config'", Choose(divided, DeliveryMode.Endpoint, use).Warning, StringComparison.Ordinal);
            Assert.Equal(DeliveryMode.Endpoint, Choose(new AwsFiles().User("home").Problem(problem), DeliveryMode.Auto, use).Mode);
        }
    }

    [Fact]
    public void A_default_profile_with_settings_alone_shadows_nothing() =>
        Assert.Equal(DeliveryMode.Endpoint, Choose(new AwsFiles().Profile("default", ("region", "eu-west-1")), DeliveryMode.Auto, EnvironmentUse.Terminal).Mode);

    [Theory]
    [InlineData("AWS_PROFILE", "x")]
    [InlineData("AWS_PROFILE", "")]
    [InlineData("AWS_DEFAULT_PROFILE", "x")]
    [InlineData("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x")]
    [InlineData("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/x")]
    [InlineData("AWS_CREDENTIAL_FILE", "/x")]
    public void What_is_inherited_and_cannot_be_removed_shadows_the_endpoint(string name, string value)
    {
        foreach (var use in new[] { EnvironmentUse.AllTerminals, EnvironmentUse.Process })
        {
            var choice = Choose(NoDefault, DeliveryMode.Auto, use, (name, value));
            Assert.Equal(DeliveryMode.Profile, choice.Mode);
            Assert.Contains(name, choice.Reason, StringComparison.Ordinal);
        }

        foreach (var use in new[] { EnvironmentUse.Terminal, EnvironmentUse.Command })
        {
            Assert.Equal(DeliveryMode.Endpoint, Choose(NoDefault, DeliveryMode.Auto, use, (name, value)).Mode);
        }
    }

    [Fact]
    public void Inherited_keys_can_be_blanked_and_shadow_nothing() =>
        Assert.Equal(DeliveryMode.Endpoint, Choose(NoDefault, DeliveryMode.Auto, EnvironmentUse.Process, ("AWS_ACCESS_KEY_ID", "AKIA")).Mode);

    [Fact]
    public void Who_asks_by_name_gets_it_with_a_warning_where_it_would_lose()
    {
        var files = new AwsFiles().User("default");

        var shadowed = Choose(files, DeliveryMode.Endpoint, EnvironmentUse.Command);
        Assert.Equal(DeliveryMode.Endpoint, shadowed.Mode);
        Assert.Contains("[default]", shadowed.Warning, StringComparison.Ordinal);
        Assert.Null(Choose(NoDefault, DeliveryMode.Endpoint, EnvironmentUse.Terminal).Warning);

        Assert.Null(Choose(files, DeliveryMode.Profile, EnvironmentUse.Process, ("AWS_PROFILE", "x")).Warning);

        var keys = Choose(files, DeliveryMode.Environment, EnvironmentUse.Process, ("AWS_PROFILE", "x"));
        Assert.Equal(DeliveryMode.Environment, keys.Mode);
        Assert.Contains("AWS_PROFILE", keys.Warning, StringComparison.Ordinal);
        Assert.Contains("not renewed", Choose(files, DeliveryMode.Environment, EnvironmentUse.AllTerminals).Warning, StringComparison.Ordinal);
        Assert.Null(Choose(files, DeliveryMode.Environment, EnvironmentUse.Terminal, ("AWS_PROFILE", "x")).Warning);
    }

    [Theory]
    [InlineData("hour", DeliveryMode.Endpoint)]
    [InlineData("day", DeliveryMode.Environment)]
    [InlineData("mfa", DeliveryMode.Endpoint)]
    [InlineData("mfa-long", DeliveryMode.Environment)]
    [InlineData("user-mfa", DeliveryMode.Environment)]
    [InlineData("temporary", DeliveryMode.Environment)]
    public void A_command_has_the_keys_where_an_endpoint_would_give_it_nothing_more(string profile, DeliveryMode expected)
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
        var plan = sessions.Handler.Plan([new AssumeTarget { Profile = profile }], new SessionOptions()).Sessions[0];

        var choice = new DeliveryChooser(Delivered.Environment(), files).Choose(DeliveryMode.Auto, EnvironmentUse.Command, plan);

        Assert.Equal(expected, choice.Mode);
        Assert.EndsWith(".", choice.Reason, StringComparison.Ordinal);
    }

    private static DeliveryChoice Choose(AwsFiles files, DeliveryMode wished, EnvironmentUse use, params (string Name, string Value)[] environment) =>
        new DeliveryChooser(Delivered.Environment(environment), files).Choose(wished, use);
}
