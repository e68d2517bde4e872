namespace RoleAssist.Contracts.Tests;

/// <summary>A record's own text has all its members, and texts end up in logs.</summary>
public class SecretTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    [Fact]
    public void The_text_of_an_environment_has_names_and_no_values()
    {
        var variable = new EnvironmentVariable("AWS_SECRET_ACCESS_KEY", Secret);

        Assert.Equal("AWS_SECRET_ACCESS_KEY", variable.ToString());
        Assert.DoesNotContain(Secret, new TerminalEnvironment([variable], DeliveryMode.Environment, "").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_request_has_no_mfa_code() =>
        Assert.Equal("prod-admin", new AssumeParams(Profile: "prod-admin", TokenCode: "123456", ExternalId: "vendor-7").ToString());

    [Fact]
    public void Nor_has_the_text_of_a_refresh() =>
        Assert.Equal("session-1", new RefreshSessionParams("session-1", TokenCode: "123456").ToString());
}
