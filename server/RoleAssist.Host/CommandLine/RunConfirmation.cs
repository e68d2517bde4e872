using System.Globalization;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Host.Presentation;

namespace RoleAssist.Host.CommandLine;

/// <summary>
/// Asks before a command runs in more than one account, or more than once in production, which wants the number of
/// production accounts typed.
/// </summary>
internal sealed class RunConfirmation(IConsole console)
{
    private const int Named = 5;
    private const int Attempts = 3;
    private readonly ProductionRules _production = ProductionRules.Default;

    /// <param name="scope">Where the command would run.</param>
    /// <param name="yes">Whether the user has confirmed already.</param>
    /// <param name="typed">The number of production accounts that the user has typed already.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfirmationRequired"/>: nobody confirmed. <see cref="ErrorCode.InvalidArgument"/>: the
    /// number is wrong.
    /// </exception>
    public void Require(RunScope scope, bool yes, string? typed, CancellationToken cancellationToken)
    {
        // Counted in the whole selection, so that the same command line can be repeated when less is left.
        var count = scope.Selected.Count(IsProduction).ToString(CultureInfo.InvariantCulture);
        var production = scope.Left.Where(IsProduction).ToList();
        if (typed?.Trim() == count)
        {
            return;
        }

        if (typed is not null && production.Count > 0)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The selection has {Quantity.Of(scope.Selected.Count(IsProduction), "production account")}, not {typed}.",
                $"Look at them with --dry-run, then confirm with --confirm-production {count}."
            );
        }

        var isOne = scope.Left.Count <= 1 && production.TrueForAll(account => scope.ProcessesIn(account) == 1);
        if (isOne || (yes && production.Count == 0))
        {
            return;
        }

        var where = WhereOf(scope);
        if (production.Count == 0)
        {
            Ask(
                $"{where}? [y/N] ",
                where,
                answer => answer is "y" or "Y" or "yes",
                "Add --yes.",
                attempts: 1,
                cancellationToken
            );
            return;
        }

        var names = string.Join(", ", production.Take(Named).Select(account => account.Name));
        var more = production.Count > Named ? $" and {production.Count - Named} more" : "";
        var all = scope.Left.Count == scope.Selected.Count ? "them" : $"the {scope.Selected.Count}";
        Ask(
            $"{where}, {count} of {all} production ({names}{more})? Type {count} to go on: ",
            $"{where}, {count} of {all} production",
            answer => answer == count,
            $"Add --confirm-production {count}.",
            Attempts,
            cancellationToken
        );
    }

    public bool IsProduction(SelectedAccount account) => ProductionAccounts.Matches(_production, account);

    public int CountProduction(Core.Runs.RunPlan plan) => plan.Accounts.Count(planned => IsProduction(planned.Account));

    private static string WhereOf(RunScope scope)
    {
        if (scope.Left is [var only])
        {
            return scope.ProcessesIn(only) is { } times
                ? $"Run {Quantity.Of(times, "time")} in 1 account"
                : "Run in every enabled region of 1 account";
        }

        return scope.Left.Count == scope.Selected.Count
            ? $"Run in {scope.Left.Count} accounts"
            : $"Run in the remaining {scope.Left.Count} of {scope.Selected.Count} accounts";
    }

    private void Ask(
        string question,
        string what,
        Predicate<string> accepts,
        string option,
        int attempts,
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

        for (; attempts > 0; attempts--)
        {
            var answer = console.ReadAnswer(DisplayText.Line(question), cancellationToken)?.Trim();
            if (answer is { Length: > 0 } && accepts(answer))
            {
                return;
            }

            // No answer is a refusal, and so is the word; anything else may be a slip.
            if (answer is null or "" or "n" or "N" or "no")
            {
                break;
            }
        }

        throw new RoleAssistException(ErrorCode.ConfirmationRequired, "Nothing was run.");
    }
}
