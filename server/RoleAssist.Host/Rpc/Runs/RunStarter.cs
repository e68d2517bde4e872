using System.Security.Cryptography;
using System.Text;
using RoleAssist.Contracts;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Accounts;
using AccountSelector = RoleAssist.Host.Accounts.AccountSelector;
using DeliveryMode = RoleAssist.Core.Delivery.DeliveryMode;
using EnvironmentUse = RoleAssist.Core.Delivery.EnvironmentUse;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>Starts runs, with the use cases that <c>roleassist run</c> uses too.</summary>
internal sealed class RunStarter(
    Func<AccountSources> sources,
    Func<RunPlanner> planner,
    Func<DeliveryChooser> chooser,
    Func<string?, RunHandler> handlerIn,
    RunRegistry registry
)
{
    /// <summary>Selects accounts. A code is only spent if the source of the accounts needs it.</summary>
    /// <returns>The accounts, and the code if it was not spent.</returns>
    public async Task<(IReadOnlyList<SelectedAccount> Accounts, string? TokenCode)> SelectAsync(
        AccountSelector selector,
        ClientSettings settings,
        string? tokenCode,
        CancellationToken cancellationToken
    )
    {
        var filter = new AccountFilter(selector.Include, selector.Exclude, settings.Production);
        var from = await sources()
            .CreateAsync(selector, settings.RunSessionOptions(), NoInput, observer: null, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            return (await SelectAsync(null).ConfigureAwait(false), tokenCode);
        }
        catch (RoleAssistException fault) when (fault.Code == ErrorCode.MfaRequired && tokenCode is not null)
        {
            return (await SelectAsync(tokenCode).ConfigureAwait(false), null);
        }

        async Task<IReadOnlyList<SelectedAccount>> SelectAsync(string? code) =>
            await SelectAccountsHandler.SelectAsync(from, filter, code, cancellationToken).ConfigureAwait(false)
                is [_, ..] found
                ? found
                : throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    "No account is selected.",
                    "Check the patterns and the filters."
                );
    }

    /// <summary>Identifies exactly these accounts and their roles.</summary>
    public static string NameOf(IEnumerable<SelectedAccount> accounts) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Join('\n', accounts.Select(account => $"{account.Key}\t{account.Id}")))
            )
        );

    public async Task<RegisteredRun> StartAsync(
        StartRunParams request,
        ClientSettings settings,
        CancellationToken cancellationToken
    )
    {
        var command = RunCommand.Create(request);
        await command.RequireProgramAsync(cancellationToken).ConfigureAwait(false);
        var session = settings.RunSessionOptions();
        var options = command.ToOptions(request) with { Session = session };
        await RequireDeliveryAsync(options.Delivery, cancellationToken).ConfigureAwait(false);
        var (accounts, code) = await SelectAsync(
                request.Selector.ToCore(),
                settings,
                request.TokenCode,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (NameOf(accounts) != request.Selection)
        {
            throw new RoleAssistException(
                ErrorCode.ConfirmationRequired,
                "The accounts have changed since they were confirmed. Nothing was run.",
                "Start again, and look at the accounts."
            );
        }

        var plan = await PlanAsync(accounts, session, code, cancellationToken).ConfigureAwait(false);
        await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return registry.Start(
            new RunWork(
                command.Title,
                options with
                {
                    Accounts = accounts,
                },
                handlerIn(request.Folder),
                settings.Production
            ),
            plan
        );
    }

    /// <summary>Runs again what was not ok. Nothing changes if a code is missing.</summary>
    public async Task RetryAsync(RegisteredRun run, string? tokenCode, CancellationToken cancellationToken)
    {
        RunRegistry.RequireEnded(run);
        var wanted = run.Retriable();
        if (wanted.Count == 0)
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, "Everything is ok. There is nothing to retry.");
        }

        var options = run.Work.Options;
        await RequireDeliveryAsync(options.Delivery, cancellationToken).ConfigureAwait(false);
        var plan = await PlanAsync(
                [.. options.Accounts.Where(account => wanted.Contains(account.Key))],
                options.Session,
                tokenCode,
                cancellationToken
            )
            .ConfigureAwait(false);
        run.Retry(plan);
    }

    private async Task<RunPlan> PlanAsync(
        IReadOnlyList<SelectedAccount> accounts,
        SessionOptions session,
        string? tokenCode,
        CancellationToken cancellationToken
    )
    {
        var plan = await planner().PlanAsync(accounts, session, cancellationToken).ConfigureAwait(false);
        await planner().RequireOpenVaultAsync(plan, cancellationToken).ConfigureAwait(false);
        await planner().OpenAsync(plan, session, tokenCode, cancellationToken).ConfigureAwait(false);
        return plan;
    }

    /// <summary>Requires that the delivery takes effect with the AWS files as they are now.</summary>
    private Task RequireDeliveryAsync(DeliveryMode delivery, CancellationToken cancellationToken) =>
        delivery == DeliveryMode.Endpoint
            ? chooser().RequireEndpointAsync(EnvironmentUse.Command, cancellationToken)
            : Task.CompletedTask;

    private static Stream NoInput() =>
        throw new RoleAssistException(
            ErrorCode.InvalidArgument,
            "The accounts cannot be read from stdin, which belongs to the protocol.",
            "Name a file."
        );
}
