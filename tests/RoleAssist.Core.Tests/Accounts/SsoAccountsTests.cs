using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Accounts;

public class SsoAccountsTests
{
    private readonly AwsFiles _files = new AwsFiles().SsoSession(
        "corp",
        ("sso_start_url", "https://corp.example/start"),
        ("sso_region", "eu-west-1")
    );

    private readonly Directory _directory = new(("shop", "reader admin"), ("pay", "reader"), ("lab", ""));
    private readonly SelectionNotes _observer = new();

    [Theory]
    [InlineData(null, "shop/reader shop/admin pay/reader")]
    [InlineData("reader", "shop/reader pay/reader")]
    [InlineData("admin", "shop/admin")]
    public async Task Takes_each_role_of_each_account_in_order(string? role, string found)
    {
        var accounts = await Read("corp", role);

        Assert.Equal(found, string.Join(' ', accounts.Select(one => $"{one.Name}/{one.Target.SsoAccount!.RoleName}")));
        Assert.Equal(("corp", "eu-west-1"), (_directory.Asked!.Session, _directory.Asked.Region));
        Assert.Equal("shop@example.com", accounts[0].Attributes["email"]);
        Assert.Equal(accounts.Count, accounts.Select(account => account.Key).Distinct().Count());
    }

    [Fact]
    public async Task A_role_that_no_account_has_is_an_error()
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => Read("corp", "Reader"));

        Assert.Equal("The sign-in of sso-session 'corp' has the role 'Reader' in no account.", fault.Message);
        Assert.Contains("roleassist accounts --sso corp", fault.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reader", "reader")]
    [InlineData(null, "")]
    public async Task An_account_whose_roles_cannot_be_listed_fails_alone(string? role, string listed)
    {
        _directory.Refused = "000000000001";

        var accounts = await Read("corp", role);

        var refused = Assert.Single(accounts, account => account.Fault is not null);
        Assert.Equal(("pay", listed), (refused.Name, refused.Target.SsoAccount!.RoleName));
        Assert.Equal(
            "The roles of account pay (000000000001) cannot be listed. No answer.",
            Assert.Single(_observer.Notes)
        );
        Assert.Equal(refused.Fault!.Message, _observer.Notes[0]);
        Assert.Contains(accounts, account => account.Name == "shop");
    }

    [Fact]
    public async Task If_no_roles_can_be_listed_there_is_no_selection()
    {
        _directory.Refused = "*";

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => Read("corp", "reader"));

        Assert.Equal(ErrorCode.ServiceUnavailable, fault.Code);
        Assert.StartsWith(
            "The roles of account shop (000000000000) cannot be listed.",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("crop", "Did you mean 'corp'?")]
    [InlineData("x", "Add a section [sso-session NAME]")]
    public async Task A_session_that_does_not_exist_is_an_error(string session, string hint)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => Read(session, null));

        Assert.Equal((ErrorCode.ProfileNotFound, $"There is no sso-session '{session}'."), (fault.Code, fault.Message));
        Assert.StartsWith(hint, fault.Hint, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<SelectedAccount>> Read(string session, string? role) =>
        new SsoAccounts(
            _files,
            new RoleChainResolver(new ProcessEnvironment([])),
            _directory,
            session,
            role,
            TimeProvider.System,
            _observer
        ).ReadAsync(null, CancellationToken.None);

    private sealed class Directory(params (string Name, string Roles)[] accounts) : ISsoDirectory
    {
        public SsoSource? Asked { get; private set; }

        /// <summary>Gets or sets the account whose roles cannot be listed; <c>*</c> for all.</summary>
        public string? Refused { get; set; }

        public Task<IReadOnlyList<OrganizationAccount>> ListAccountsAsync(
            SsoSource session,
            CancellationToken cancellationToken
        )
        {
            Asked = session;
            return Task.FromResult<IReadOnlyList<OrganizationAccount>>([
                .. accounts.Select(
                    (account, index) =>
                        new OrganizationAccount(
                            $"00000000000{index}",
                            account.Name,
                            $"{account.Name}@example.com",
                            OrganizationAccount.Active
                        )
                ),
            ]);
        }

        public Task<IReadOnlyList<string>> ListRolesAsync(
            SsoSource session,
            string account,
            CancellationToken cancellationToken
        ) =>
            Refused == "*" || Refused == account
                ? throw new RoleAssistException(ErrorCode.ServiceUnavailable, "No answer.")
                : Task.FromResult<IReadOnlyList<string>>(
                    accounts[account[^1] - '0'].Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                );
    }
}
