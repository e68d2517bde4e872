using RoleAssist.Core.AgentTools;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.Tests.Mcp;

public class ChildEnvironmentTests
{
    [Theory]
    [InlineData("STRIPE_KEY", "sk_live_x")]
    [InlineData("GITHUB_PAT", "x")]
    [InlineData("PGPASSWORD", "x")]
    [InlineData("PGPASS", "x")]
    [InlineData("DATABASE_URL", "postgres://me:pw@db/x")]
    [InlineData("SENTRY_DSN", "https://a@b/1")]
    [InlineData("DOCKER_HOST", "ssh://me@host")]
    [InlineData("AWS_PROFILE", "prod")]
    [InlineData("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/x")]
    [InlineData("ROLEASSIST_AGENTS", "same")]
    [InlineData("SSH_AUTH_SOCK", "/tmp/x")]
    [InlineData("LD_PRELOAD", "/tmp/x.so")]
    [InlineData("NODE_OPTIONS", "--require /tmp/x")]
    [InlineData("BASH_ENV", "/tmp/x")]
    [InlineData("SOMETHING_NEW", "x")]
    public void Withholds_everything_that_no_program_needs(string name, string value) =>
        Assert.Null(Assert.Single(Create((name, value)), change => change.Name == name).Value);

    [Theory]
    [InlineData("LANG", "C.UTF-8")]
    [InlineData("LC_ALL", "C.UTF-8")]
    [InlineData("DOTNET_ROOT", "/opt/dotnet")]
    [InlineData("NODE_PATH", "/opt/node")]
    [InlineData("PYTHONPATH", "/opt/python")]
    [InlineData("JAVA_HOME", "/opt/java")]
    [InlineData("GOPATH", "/opt/go")]
    [InlineData("VIRTUAL_ENV", "/opt/venv")]
    [InlineData("SYSTEMROOT", @"C:\Windows")]
    [InlineData("AWS_REGION", "eu-central-1")]
    [InlineData("AWS_ENDPOINT_URL_S3", "http://localhost:1")]
    public void Keeps_what_programs_need(string name, string value) =>
        Assert.DoesNotContain(Create((name, value)), change => change.Name == name);

    [Theory]
    [InlineData("http://me:pw@proxy:8080", "http://proxy:8080")]
    [InlineData("http://me@proxy:8080/", "http://proxy:8080/")]
    [InlineData("me:pw@proxy:8080", "proxy:8080")]
    [InlineData("http://proxy:8080", "http://proxy:8080")]
    [InlineData("localhost,.example.com", "localhost,.example.com")]
    public void Keeps_a_proxy_without_its_user(string value, string expected) =>
        Assert.Equal(expected, Assert.Single(Create(("https_proxy", value)), one => one.Name == "https_proxy").Value);

    [Fact]
    public void Passes_what_the_user_names_and_nothing_of_AWS()
    {
        var changes = Create(["NPM_CONFIG_REGISTRY"], ("NPM_CONFIG_REGISTRY", "x"), ("NPM_TOKEN", "y"));

        Assert.DoesNotContain(changes, change => change.Name == "NPM_CONFIG_REGISTRY");
        Assert.Contains(changes, change => change is { Name: "NPM_TOKEN", Value: null });
        foreach (var name in (string[])["AWS_PROFILE", "aws_session_token", "ROLEASSIST_AGENTS", "A=B", ""])
        {
            var fault = Assert.Throws<RoleAssistException>(() => ChildEnvironment.RequirePassable([name]));
            Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        }

        ChildEnvironment.RequirePassable(["DATABASE_URL"]);
    }

    [Theory]
    [InlineData("STRIPE_KEY", "sk_live_something", "sk_live_something")]
    [InlineData("GITHUB_PAT", "ghp_something", "ghp_something")]
    [InlineData("DATABASE_URL", "postgres://me:the-password@db/x", "the-password")]
    public void Knows_the_secrets_of_the_environment(string name, string value, string secret) =>
        Assert.Contains(secret, ChildEnvironment.SecretsIn(Surroundings((name, value))));

    private static IReadOnlyList<EnvironmentChange> Create(params (string Name, string Value)[] variables) =>
        Create([], variables);

    private static IReadOnlyList<EnvironmentChange> Create(
        string[] passed,
        params (string Name, string Value)[] variables
    ) => ChildEnvironment.Create(Surroundings(variables), passed, [], "an-agent", "/empty", "/empty/config");

    private static ProcessEnvironment Surroundings(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
