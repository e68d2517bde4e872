using RoleAssist.Core.Accounts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Accounts;

public class ProfileAccountsTests
{
    private readonly AwsFiles _files = new AwsFiles()
        .User("home")
        .Role("prod-shop", "home", ("region", "eu-west-1"))
        .Role("prod-pay", "home")
        .Role("Prod-x", "home")
        .Role("a,b", "home")
        .Profile("prod-settings", ("region", "eu-west-1"))
        .Profile("prod-sso", ("sso_account_id", "444455556666"), ("sso_role_name", "r"), ("sso_session", "corp"))
        .Profile(
            "vendor",
            ("aws_access_key_id", "AKIA"),
            ("aws_secret_access_key", "s"),
            ("aws_account_id", "777788889999")
        );

    [Theory]
    [InlineData("home", "home")]
    [InlineData("prod-*", "prod-shop prod-pay prod-sso")]
    [InlineData("prod-???", "prod-pay prod-sso")]
    [InlineData("prod-pay prod-*", "prod-pay prod-shop prod-sso")]
    [InlineData("* home", "home prod-shop prod-pay Prod-x a,b prod-sso vendor")]
    [InlineData("home,vendor", "home vendor")]
    [InlineData("prod-p*,home,", "prod-pay home")]
    [InlineData("a,b", "a,b")]
    public async Task Takes_each_matching_profile_once_in_order(string patterns, string names) =>
        Assert.Equal(names, string.Join(' ', (await Read(patterns.Split(' '))).Select(account => account.Name)));

    [Theory]
    [InlineData("prod-shop", "123456789012", "arn:aws:iam::123456789012:role/prod-shop")]
    [InlineData("prod-sso", "444455556666", null)]
    [InlineData("vendor", "777788889999", null)]
    [InlineData("home", null, null)]
    public async Task Knows_the_account_as_far_as_the_profile_tells(string profile, string? id, string? role)
    {
        var account = Assert.Single(await Read(profile));

        Assert.Equal((id, role, profile), (account.Id, account.RoleArn, account.Target.Profile));
    }

    [Fact]
    public async Task Region_and_source_profile_are_attributes() =>
        Assert.Equal(
            new Dictionary<string, string> { ["region"] = "eu-west-1", ["source_profile"] = "home" },
            Assert.Single(await Read("prod-shop")).Attributes
        );

    [Theory]
    [InlineData("test-*", "No profile matches 'test-*'.")]
    [InlineData("prod-set*", "No profile matches 'prod-set*'.")]
    [InlineData("nobody", "There is no profile 'nobody'.")]
    public async Task A_pattern_without_a_match_is_an_error(string pattern, string message)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => Read("home", pattern));

        Assert.Equal((ErrorCode.ProfileNotFound, message), (fault.Code, fault.Message));
    }

    [Theory]
    [InlineData("home vendor", "Separate names by commas, or repeat --profiles.")]
    [InlineData("home;vendor", "Separate names by commas, or repeat --profiles.")]
    [InlineData("home,vendr", "Did you mean 'vendor'?")]
    public async Task A_list_that_is_none_is_hinted_at(string pattern, string hint) =>
        Assert.Equal(hint, (await Assert.ThrowsAsync<RoleAssistException>(() => Read(pattern))).Hint);

    private Task<IReadOnlyList<SelectedAccount>> Read(params string[] patterns) =>
        new ProfileAccounts(_files, patterns).ReadAsync(null, CancellationToken.None);
}
