using RoleAssist.Core.Accounts;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Tests.Accounts;

public class AccountTemplateTests
{
    [Theory]
    [InlineData("reader", null, "arn:aws:iam::111122223333:role/reader")]
    [InlineData(" reader ", "eu-central-1", "arn:aws:iam::111122223333:role/reader")]
    [InlineData("team/a/reader", null, "arn:aws:iam::111122223333:role/team/a/reader")]
    [InlineData("/team/reader", null, "arn:aws:iam::111122223333:role/team/reader")]
    [InlineData("reader", "cn-north-1", "arn:aws-cn:iam::111122223333:role/reader")]
    [InlineData("reader", "us-gov-west-1", "arn:aws-us-gov:iam::111122223333:role/reader")]
    [InlineData("arn:aws:iam::111122223333:role/x", "cn-north-1", "arn:aws:iam::111122223333:role/x")]
    public void Creates_the_role_of_an_account(string role, string? region, string arn)
    {
        var account = new AccountTemplate(role, "hub", region).Create("111122223333", "shop", Attributes);

        Assert.Equal((arn, arn, "hub"), (account.RoleArn, account.Target.RoleArn, account.Target.SourceProfile));
        Assert.Equal(("111122223333", "shop", arn), (account.Id, account.Name, account.Key));
        Assert.Same(Attributes, account.Attributes);
    }

    [Fact]
    public void An_account_that_is_only_listed_needs_no_role()
    {
        var account = new AccountTemplate(null, "hub", null) { IsRoleOptional = true }.Create("1", "shop", Attributes);

        Assert.Equal((null, "1", "1"), (account.RoleArn, account.Id, account.Key));
    }

    [Theory]
    [InlineData(null, "Account 111122223333 has no role to assume.")]
    [InlineData(" ", "is not the ARN of a role")]
    [InlineData("a b", "is not the ARN of a role")]
    [InlineData("../x y", "is not the ARN of a role")]
    [InlineData("arn:aws:iam::1:role/x", "in place of an account")]
    [InlineData("arn:aws:iam::444455556666:role/x", "is in account 444455556666, not in 111122223333")]
    [InlineData("../../x", "does not name a role")]
    [InlineData("a-name-of-65-characters-is-longer-than-what-IAM-allows-for-roles-xx", "does not name a role")]
    [InlineData("arn:aws:iam::111122223333:user/x", "is not the ARN of a role")]
    public void A_role_that_is_missing_or_invalid_is_an_error(string? role, string words)
    {
        var fault = Assert.Throws<RoleAssistException>(() =>
            new AccountTemplate(role, null, null).Create("111122223333", "shop", Attributes)
        );

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.NotNull(fault.Hint);
    }

    private static readonly Dictionary<string, string> Attributes = new() { ["env"] = "prod" };
}
