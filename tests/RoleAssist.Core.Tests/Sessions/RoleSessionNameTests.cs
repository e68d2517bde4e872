using System.Text.RegularExpressions;
using CsCheck;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Sessions;

public partial class RoleSessionNameTests
{
    [Theory]
    [InlineData("ana", "laptop", "ana@laptop")]
    [InlineData("DOMAIN\\Ana", "PC 7", "DOMAIN-Ana@PC-7")]
    [InlineData("zoë.o'neill", "büro", "zo-.o-neill@b-ro")]
    public void Says_who_and_from_where(string user, string host, string name) =>
        Assert.Equal(name, RoleSessionName.Of(new Workstation(user, host)));

    [Fact]
    public void Is_always_one_that_sts_accepts() =>
        Gen.Select(Gen.String, Gen.String).Sample((user, host) => Accepted().IsMatch(RoleSessionName.Of(new Workstation(user + "u", host + "h"))));

    [GeneratedRegex(@"^[A-Za-z0-9_+=,.@-]{2,64}\z")]
    private static partial Regex Accepted();
}
