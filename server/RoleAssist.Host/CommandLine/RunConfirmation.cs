using System.Globalization;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Host.CommandLine;

/// <summary>Asks before a command runs in more than one account; production wants the number of accounts typed.</summary>
internal sealed class RunConfirmation(IConsole console)
{
    private const int Named = 5;
    private readonly ProductionRules _production = new(ProductionRules.DefaultPatterns);

    /// <param name="accounts">The accounts.</param>
    /// <param name="yes">Whether the user has confirmed already.</param>
    /// <param name="typed">The number of production accounts that the user has typed already.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfirmationRequired"/>: nobody confirmed. <see cref="ErrorCode.InvalidArgument"/>: the
    /// number is wrong.
    /// </exception>
    public void Require(
        IReadOnlyList<SelectedAccount> accounts,
        bool yes,
        string? typed,
        CancellationToken cancellationToken
    )
    {
        var production = accounts.Where(IsProduction).ToList();
        var count = production.Count.ToString(CultureInfo.InvariantCulture);
        if (typed is not null && typed.Trim() != count)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The run would reach {count} production accounts, not {typed}.",
                $"Look at them with --dry-run, then confirm with --confirm-production {count}."
            );
        }

        if (accounts.Count <= 1 || typed is not null || (yes && production.Count == 0))
        {
            return;
        }

        var where = $"Run in {accounts.Count} accounts";
        if (production.Count == 0)
        {
            Ask($"{where}? [y/N] ", where, answer => answer is "y" or "Y" or "yes", "Add --yes.", cancellationToken);
            return;
        }

        var names = string.Join(", ", production.Take(Named).Select(account => account.Name));
        var more = production.Count > Named ? $" and {production.Count - Named} more" : "";
        Ask(
            $"{where}, {count} of them production ({names}{more})? Type {count} to go on: ",
            $"{where}, {count} of them production",
            answer => answer == count,
            $"Add --confirm-production {count}.",
            cancellationToken
        );
    }

    public bool IsProduction(SelectedAccount account) => ProductionAccounts.Matches(_production, account);

    public int CountProduction(Core.Runs.RunPlan plan) => plan.Accounts.Count(planned => IsProduction(planned.Account));

    private void Ask(
        string question,
        string what,
        Predicate<string> accepts,
        string option,
        CancellationToken cancellationToken
    )
    {
        if (!console.CanPrompt)
        {
            throw new RoleAssistException(
                ErrorCode.ConfirmationRequired,
                $"{what}? Nobody can be asked.",
                $"{option} Look at the accounts first with --dry-run."
            );
        }

        if (
            console.ReadAnswer(DisplayText.Line(question), cancellationToken)?.Trim() is not { } answer
            || !accepts(answer)
        )
        {
            throw new RoleAssistException(ErrorCode.ConfirmationRequired, "Nothing was run.");
        }
    }
}
