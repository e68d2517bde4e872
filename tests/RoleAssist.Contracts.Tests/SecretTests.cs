namespace RoleAssist.Contracts.Tests;

/// <summary>A record's default <c>ToString</c> prints all members, and strings end up in logs.</summary>
public class SecretTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    [Fact]
    public void An_environments_text_contains_names_but_no_values()
    {
        var variable = new EnvironmentVariable("AWS_SECRET_ACCESS_KEY", Secret);

        Assert.Equal("AWS_SECRET_ACCESS_KEY", variable.ToString());
        Assert.DoesNotContain(
            Secret,
            new TerminalEnvironment([variable], DeliveryMode.Environment, "").ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_requests_text_does_not_contain_the_MFA_code() =>
        Assert.Equal(
            "prod-admin",
            new AssumeParams(Profile: "prod-admin", TokenCode: "123456", ExternalId: "vendor-7").ToString()
        );

    [Fact]
    public void A_refresh_requests_text_does_not_contain_the_MFA_code() =>
        Assert.Equal("session-1", new RefreshSessionParams("session-1", TokenCode: "123456").ToString());
}
