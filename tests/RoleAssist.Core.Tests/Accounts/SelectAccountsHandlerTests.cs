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
