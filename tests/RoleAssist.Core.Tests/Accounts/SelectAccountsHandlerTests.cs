using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;

namespace RoleAssist.Core.Tests.Accounts;

public class SelectAccountsHandlerTests
{
    [Fact]
    public async Task Takes_what_occurs_in_several_sources_once()
    {
        var accounts = await SelectAccountsHandler.SelectAsync(
            [
                new Source(OfProfile("b"), OfRole("x"), OfRole("x")),
                new Source(OfSso("r"), OfProfile("a"), OfProfile("b"), OfRole("y"), OfSso("r"), OfSso("q")),
            ],
            new AccountFilter([], []),
            "123456",
            CancellationToken.None
        );

        Assert.Equal(
            [
                "b",
                "arn:aws:iam::123456789012:role/x",
                "corp/123456789012/r",
                "a",
                "arn:aws:iam::123456789012:role/y",
                "corp/123456789012/q",
            ],
            accounts.Select(account => account.Key)
        );
    }

    [Fact]
    public async Task Filters_after_all_sources_are_read() =>
        Assert.Equal(
            "x",
            Assert
                .Single(
                    await SelectAccountsHandler.SelectAsync(
                        [new Source(OfProfile("b")), new Source(OfRole("x"))],
                        new AccountFilter(["role=x"], []),
                        "123456",
                        CancellationToken.None
                    )
                )
                .Name
        );

    [Fact]
    public async Task What_rows_and_sources_say_about_one_account_is_united()
    {
        var account = Assert.Single(
            await Select(
                Row("line 2", ["eu-west-1"], ("env", "prod")),
                Row("line 3", ["us-east-1", "eu-west-1"], ("team", "shop")),
                OfRole("x") with
                {
                    Name = "shop-prod",
                }
            )
        );

        Assert.Equal(["eu-west-1", "us-east-1"], account.Regions);
        Assert.Equal(
            new Dictionary<string, string> { ["env"] = "prod", ["team"] = "shop" },
            account.Attributes.ToDictionary()
        );
        Assert.Contains(KeyValuePair.Create("name", "shop-prod"), account.AllAttributes);
    }

    [Fact]
    public async Task Rows_that_contradict_each_other_are_an_error_that_names_them()
    {
        foreach (
            var (other, words) in new[]
            {
                (Row("line 3", ["eu-west-1"], ("env", "dev")), "with env 'prod' (line 2) and 'dev' (line 3)."),
                (Row("line 3", []), "with regions 'eu-west-1' (line 2) and 'none' (line 3)."),
                (Row("line 3", ["eu-west-1"]) with { Name = "y" }, "with name 'x' (line 2) and 'y' (line 3)."),
                (OfRole("x") with { Id = "000000000001" }, "with id '123456789012' (line 2) and '000000000001'"),
            }
        )
        {
            var fault = await Assert.ThrowsAsync<RoleAssist.Core.Errors.RoleAssistException>(() =>
                Select(Row("line 2", ["eu-west-1"], ("env", "prod")), other)
            );

            Assert.Contains($"Account 123456789012 is listed twice, {words}", fault.Message, StringComparison.Ordinal);
        }
    }

    private static Task<IReadOnlyList<SelectedAccount>> Select(params SelectedAccount[] accounts) =>
        SelectAccountsHandler.SelectAsync(
            [new Source(accounts)],
            new AccountFilter([], []),
            "123456",
            CancellationToken.None
        );

    private static SelectedAccount Row(
        string place,
        string[] regions,
        params (string Key, string Value)[] attributes
    ) =>
        OfRole("x") with
        {
            Place = place,
            Regions = regions,
            Attributes = attributes.ToDictionary(one => one.Key, one => one.Value),
        };

    private static SelectedAccount OfProfile(string name) => new(null, name, new AssumeTarget { Profile = name });

    private static SelectedAccount OfRole(string name) =>
        new("123456789012", name, new AssumeTarget { RoleArn = $"arn:aws:iam::123456789012:role/{name}" })
        {
            RoleArn = $"arn:aws:iam::123456789012:role/{name}",
        };

    private static SelectedAccount OfSso(string role) =>
        new("123456789012", "one", new AssumeTarget { SsoAccount = new SsoAccount("corp", "123456789012", role) });

    private sealed class Source(params SelectedAccount[] accounts) : IAccountSource
    {
        public Task<IReadOnlyList<SelectedAccount>> ReadAsync(string? tokenCode, CancellationToken cancellationToken)
        {
            Assert.Equal("123456", tokenCode);
            return Task.FromResult<IReadOnlyList<SelectedAccount>>(accounts);
        }
    }
}
