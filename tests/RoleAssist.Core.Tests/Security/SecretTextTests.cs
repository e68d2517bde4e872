using RoleAssist.Core.Security;

namespace RoleAssist.Core.Tests.Security;

public class SecretTextTests
{
    private const string Secret = "wJalrXUtnFEMIK7MDENGbPxRfiCYzzTESTKEYab/";
    private const string Other = "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY";

    [Theory]
    [InlineData(Secret, "<secret>")]
    [InlineData($"'{Secret}' and {Other}.", "'<secret>' and <secret>.")]
    [InlineData($"x-{Secret}-x", "x-<secret>-x")]
    [InlineData($"a={Secret}", "a=<secret>")]
    [InlineData("2fd4e1c67a2d28fced849ee1bb76e7391b93eb12", null)]
    [InlineData("AKIAIOSFODNN7EXAMPLE", null)]
    [InlineData("arn:aws:iam::123456789012:role/Platform2/Team/DeployAutomation", null)]
    [InlineData(
        "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
        null
    )]
    [InlineData("/home/User1/Projects/Company/Credentials", null)]
    [InlineData("MyCompanyPlatformDeploymentAutomationRole2", null)]
    [InlineData(
        "a long-lived name with-many-words-in-one-row-that-goes-on-and-on-and-never-ends-2-or-so-Until-it-does-at-last",
        null
    )]
    [InlineData("", null)]
    public void Hides_what_looks_like_a_secret(string text, string? shown)
    {
        Assert.Equal(shown ?? text, SecretText.Hide(text));
        Assert.Equal(shown is not null, SecretText.IsIn(text));
    }

    [Fact]
    public void Hides_a_session_token()
    {
        var token = string.Concat(Enumerable.Repeat("IQoJb3JpZ2luX2VjE_x-9/", 8)) + "==";

        Assert.Equal("token <secret>", SecretText.Hide($"token {token}"));
    }

    [Fact]
    public void Finds_one_after_the_other()
    {
        var text = $"{Secret} {Secret}";

        Assert.Equal((0, 40), SecretText.Find(text, 0));
        Assert.Equal((41, 40), SecretText.Find(text, 40));
        Assert.Equal(0, SecretText.Find(text, 81).Length);
    }
}
