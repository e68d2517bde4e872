using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Accounts;

public class ListSsoRolesHandlerTests : ISsoDirectory
{
    private const string Shop = "222233334444";
    private const string Start = "https://corp.awsapps.com/start";

    private readonly AwsFiles _files = new AwsFiles().SsoSession(
        "corp",
        ("sso_start_url", Start),
        ("sso_region", "eu-west-1")
    );

    private SsoSource? _asked;

    [Fact]
    public async Task Lists_accounts_and_roles_in_the_order_of_their_names()
    {
        var accounts = await Handler().ListAccountsAsync("corp", CancellationToken.None);
        var roles = await Handler().ListRolesAsync("corp", Shop, CancellationToken.None);

        Assert.Equal(["lab", "Shop", "Shop"], accounts.Select(account => account.Name));
        Assert.Equal(["111122223333", Shop], accounts.Skip(1).Select(account => account.Id));
        Assert.Equal(["admin", "Reader"], roles.Select(role => role.Name));
        Assert.Equal(("corp", "eu-west-1"), (_asked!.Session, _asked.Region));
    }

    [Fact]
    public async Task Names_the_first_profile_that_has_a_role_in_either_form()
    {
        _files
            .Profile("later", ("sso_start_url", Start), ("sso_account_id", Shop), ("sso_role_name", "admin"))
            .Profile("another", ("sso_session", "corp"), ("sso_account_id", Shop), ("sso_role_name", "admin"))
            .Profile("theirs", ("sso_session", "other"), ("sso_account_id", Shop), ("sso_role_name", "Reader"))
            .Profile(
                "elsewhere",
                ("sso_session", "corp"),
                ("sso_account_id", "111122223333"),
                ("sso_role_name", "Reader")
            );

        var roles = await Handler().ListRolesAsync("corp", Shop, CancellationToken.None);

        Assert.Equal([new SsoRole("admin", "later"), new SsoRole("Reader", null)], roles);
    }

    [Fact]
    public async Task A_session_that_does_not_exist_is_an_error()
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Handler().ListAccountsAsync("crop", CancellationToken.None)
        );

        Assert.Equal(ErrorCode.ProfileNotFound, fault.Code);
        Assert.Equal("Did you mean 'corp'?", fault.Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("222233334444&x=y")]
    public async Task An_account_that_is_none_is_not_asked_for(string account)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Handler().ListRolesAsync("corp", account, CancellationToken.None)
        );

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Null(_asked);
    }

    private ListSsoRolesHandler Handler() => new(_files, new RoleChainResolver(new ProcessEnvironment([])), this);

    Task<IReadOnlyList<OrganizationAccount>> ISsoDirectory.ListAccountsAsync(
        SsoSource session,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyList<OrganizationAccount>>([
            new(Shop, "Shop", null, OrganizationAccount.Active),
            new("111122223333", "Shop", null, OrganizationAccount.Active),
            new("333344445555", "lab", null, OrganizationAccount.Active),
        ]);

    Task<IReadOnlyList<string>> ISsoDirectory.ListRolesAsync(
        SsoSource session,
        string account,
        CancellationToken cancellationToken
    )
    {
        _asked = session;
        return Task.FromResult<IReadOnlyList<string>>(["Reader", "admin"]);
    }
}
