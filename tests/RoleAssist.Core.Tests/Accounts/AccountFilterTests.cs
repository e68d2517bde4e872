using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Tests.Accounts;

public class AccountFilterTests
{
    private static readonly SelectedAccount[] Accounts =
    [
        Account("shop-prod", ("env", "prod"), ("team", "shop")),
        Account("shop-test", ("env", "test"), ("team", "shop")),
        Account("pay-prod", ("env", "Prod"), ("team", "pay")),
        Account("pay-stage", ("env", "stage"), ("team", "pay"), ("owner", @"CORP\ana")),
        Account("bare"),
    ];

    [Theory]
    [InlineData("", "", "shop-prod shop-test pay-prod pay-stage bare")]
    [InlineData("env=prod", "", "shop-prod pay-prod")]
    [InlineData("env=prod,stage", "", "shop-prod pay-prod pay-stage")]
    [InlineData("env=prod env=stage", "", "shop-prod pay-prod pay-stage")]
    [InlineData("env=prod,stage team=pay", "", "pay-prod pay-stage")]
    [InlineData("ENV=PROD", "", "shop-prod pay-prod")]
    [InlineData("", "env=prod", "shop-test pay-stage bare")]
    [InlineData("", "env=prod team=shop", "pay-stage bare")]
    [InlineData("team=pay", "env=stage", "pay-prod")]
    [InlineData("name=*-prod", "", "shop-prod pay-prod")]
    [InlineData("name=???-prod", "", "pay-prod")]
    [InlineData("env=pro", "", "")]
    [InlineData("env=*", "", "shop-prod shop-test pay-prod pay-stage")]
    [InlineData(@"owner=CORP\ana", "", "pay-stage")]
    [InlineData("", @"owner=CORP\*", "shop-prod shop-test pay-prod bare")]
    [InlineData("env=,prod,", "", "shop-prod pay-prod")]
    [InlineData("production=true", "", "shop-prod pay-prod")]
    [InlineData("", "production=true", "shop-test pay-stage bare")]
    public void Any_value_of_each_attribute_includes_and_any_exclusion_excludes(
        string include,
        string exclude,
        string names
    ) => Assert.Equal(names, string.Join(' ', Apply(include, exclude).Select(account => account.Name)));

    [Theory]
    [InlineData("id=123456789012")]
    [InlineData("profile=bare")]
    [InlineData("role=reader")]
    [InlineData("name=one")]
    public void Every_account_has_the_attributes_of_its_target(string condition)
    {
        var account = new SelectedAccount("123456789012", "one", new AssumeTarget { Profile = "bare" })
        {
            RoleArn = "arn:aws:iam::123456789012:role/team/reader",
        };

        Assert.Same(account, Assert.Single(new AccountFilter([condition], []).Apply([account])));
    }

    [Theory]
    [InlineData("envv=prod", "", "Did you mean 'env'? The attributes are env, name, owner, production, profile, team.")]
    [InlineData("", "xyz=1", "The attributes are env, name, owner, production, profile, team.")]
    public void An_attribute_that_no_account_has_is_an_error(string include, string exclude, string hint)
    {
        var fault = Assert.Throws<RoleAssistException>(() => Apply(include, exclude));

        Assert.Equal((ErrorCode.InvalidArgument, hint), (fault.Code, fault.Hint));
        Assert.StartsWith("No selected account has an attribute '", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_with_the_name_of_a_field_does_not_change_what_the_field_means()
    {
        var account = Account("shop", ("Name", "pay"), ("production", "true"));

        Assert.Empty(new AccountFilter(["name=pay"], []).Apply([account]));
        Assert.Empty(new AccountFilter(["production=true"], []).Apply([account]));
        Assert.Single(new AccountFilter(["tag:name=pay"], []).Apply([account]));
    }

    [Fact]
    public void Any_value_of_tags_that_differ_by_case_counts()
    {
        var account = Account("shop", ("env", "prod"), ("Env", "dev"));

        Assert.Single(new AccountFilter(["env=prod"], []).Apply([account]));
        Assert.Single(new AccountFilter(["env=dev"], []).Apply([account]));
        Assert.Empty(new AccountFilter([], ["ENV=dev"]).Apply([account]));
        Assert.Single(new AccountFilter(["production=true"], []).Apply([account]));
    }

    [Fact]
    public void No_attribute_is_unknown_where_there_is_no_account() =>
        Assert.Empty(new AccountFilter(["any=1"], []).Apply([]));

    [Theory]
    [InlineData("prod")]
    [InlineData("=prod")]
    [InlineData("env=")]
    [InlineData("env=,")]
    [InlineData("env= ")]
    [InlineData("")]
    public void A_condition_without_name_or_value_is_an_error(string condition)
    {
        Assert.Contains(
            $"--include '{condition}' is not NAME=VALUE",
            Assert.Throws<RoleAssistException>(() => new AccountFilter([condition], [])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"--exclude '{condition}'",
            Assert.Throws<RoleAssistException>(() => new AccountFilter([], [condition])).Message,
            StringComparison.Ordinal
        );
    }

    private static IReadOnlyList<SelectedAccount> Apply(string include, string exclude) =>
        new AccountFilter(Split(include), Split(exclude)).Apply(Accounts);

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static SelectedAccount Account(string name, params (string Key, string Value)[] attributes) =>
        new(null, name, new AssumeTarget { Profile = name })
        {
            Attributes = attributes.ToDictionary(one => one.Key, one => one.Value),
        };
}
