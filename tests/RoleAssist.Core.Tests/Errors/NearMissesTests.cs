using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Tests.Errors;

public class NearMissesTests
{
    private static readonly string[] Profiles = ["dev", "prod-admin", "prod-audit", "vendor", "home"];

    [Theory]
    [InlineData("prod-admn", "prod-admin")]
    [InlineData("PROD-AUDIT", "prod-audit")]
    [InlineData("dve", "dev")]
    [InlineData("prod", "prod-admin prod-audit")]
    [InlineData("zzzzzz", "")]
    [InlineData("", "")]
    [InlineData("x", "")]
    [InlineData("pr", "")]
    public void Finds_the_most_similar_names(string word, string expected) =>
        Assert.Equal(expected, string.Join(' ', NearMisses.Find(word, Profiles)));
}
