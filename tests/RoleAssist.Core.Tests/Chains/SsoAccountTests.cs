using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Chains;

public class SsoAccountTests
{
    private readonly AwsFiles _files = new AwsFiles().SsoSession(
        "corp",
        ("sso_start_url", "https://corp.awsapps.com/start"),
        ("sso_region", "eu-west-1")
    );

    [Theory]
    [InlineData("corp/222233334444/Admin", "corp", "222233334444", "Admin")]
    [InlineData("a/b c/222233334444/x/y", "a/b c", "222233334444", "x/y")]
    public void Is_read_from_its_name(string name, string session, string account, string role)
    {
        var read = SsoAccount.Parse(name);

        Assert.Equal(new SsoAccount(session, account, role), read);
        Assert.Equal(name, read!.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("corp")]
    [InlineData("222233334444/Admin")]
    [InlineData("corp/22223333444/Admin")]
    [InlineData("corp/222233334444/")]
    [InlineData("corp/222233334444/a b")]
    [InlineData("corp/222233334444/Admin\n")]
    public void Is_not_read_from_anything_else(string? name) => Assert.Null(SsoAccount.Parse(name));

    [Fact]
    public void Its_name_stands_where_a_profile_would()
    {
        var chain = Resolve("corp/222233334444/Admin");

        var source = Assert.IsType<SsoSource>(chain.Base);
        Assert.Equal(("222233334444", "Admin"), (source.AccountId, source.RoleName));
        Assert.Equal("corp/222233334444/Admin", chain.Profile);
    }

    [Fact]
    public void A_profile_of_that_name_wins()
    {
        _files.User("corp/222233334444/Admin");

        Assert.IsNotType<SsoSource>(Resolve("corp/222233334444/Admin").Base);
    }

    [Fact]
    public void A_session_that_does_not_exist_is_not_looked_for() =>
        Assert.Equal(
            ErrorCode.ProfileNotFound,
            Assert.Throws<RoleAssistException>(() => Resolve("other/222233334444/Admin")).Code
        );

    private RoleChain Resolve(string name) =>
        new RoleChainResolver(new ProcessEnvironment([])).Resolve(_files.Load(), new AssumeTarget { Profile = name });
}
