using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Accounts;

namespace RoleAssist.Host.CommandLine;

/// <summary>Selects accounts for a verb, and asks for a code if the source of the accounts needs one.</summary>
internal sealed class AccountSelection(AccountSources sources, IConsole console)
{
    /// <param name="selector">Which accounts.</param>
    /// <param name="overrides">What the user says about all roles, which replaces the profiles' settings.</param>
    /// <param name="session">How sessions are created.</param>
    /// <param name="codes">Supplies MFA codes.</param>
    /// <param name="isQuiet">Whether to tell nothing but errors.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: nothing is selected.
    /// </exception>
    public async Task<IReadOnlyList<SelectedAccount>> SelectAsync(
        AccountSelector selector,
        AssumeTarget overrides,
        SessionOptions session,
        MfaCodeSource codes,
        bool isQuiet,
        CancellationToken cancellationToken
    )
    {
        if (overrides.RoleArn is not null)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "--role-arn names the role of one account.",
                "Use --role NAME for the role of that name in each account."
            );
        }

        var filter = new AccountFilter(selector.Include, selector.Exclude);
        var from = await sources
            .CreateAsync(
                selector,
                session,
                console.OpenInput,
                new SelectionProgress(console, isQuiet),
                cancellationToken
            )
            .ConfigureAwait(false);
        var found = await codes
            .RunAsync(
                code => SelectAccountsHandler.SelectAsync(from, filter, code, cancellationToken),
                cancellationToken,
                isLast: false
            )
            .ConfigureAwait(false);
        return found.Count > 0
            ? [.. found.Select(account => account with { Target = Override(account.Target, overrides) })]
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                selector is { Include: [], Exclude: [] }
                    ? "There are no accounts in the selection."
                    : "No account is left after --include and --exclude.",
                "List the accounts and their attributes with roleassist accounts --attributes."
            );
    }

    private static AssumeTarget Override(AssumeTarget target, AssumeTarget overrides) =>
        overrides with
        {
            Profile = target.Profile,
            RoleArn = target.RoleArn,
            SsoAccount = target.SsoAccount,
            SourceProfile = target.Profile is null ? target.SourceProfile : overrides.SourceProfile,
        };
}
