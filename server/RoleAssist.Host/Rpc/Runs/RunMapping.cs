using RoleAssist.Contracts;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Security;
using RoleAssist.Host.Runs;
using CoreRunState = RoleAssist.Core.Runs.RunState;
using ItemState = RoleAssist.Contracts.RunItemState;
using Selector = RoleAssist.Host.Accounts.AccountSelector;

namespace RoleAssist.Host.Rpc.Runs;

/// <summary>Maps accounts and runs to the wire's types.</summary>
internal static class RunMapping
{
    public static Selector ToCore(this AccountSelector selector) =>
        new()
        {
            Profiles = WireMapping.RequireNoNulls(selector.Profiles) ?? [],
            File = selector.File,
            Organization = selector.Organization,
            Units = WireMapping.RequireNoNulls(selector.Units) ?? [],
            SsoSession = selector.SsoSession,
            Role = selector.Role,
            SourceProfile = selector.SourceProfile,
            Include = WireMapping.RequireNoNulls(selector.Include) ?? [],
            Exclude = WireMapping.RequireNoNulls(selector.Exclude) ?? [],
        };

    public static AccountList ToWire(
        this IReadOnlyList<SelectedAccount> accounts,
        ProductionRules production,
        string selection
    ) =>
        new(
            [
                .. accounts.Select(account => new AccountInfo(
                    DisplayText.Line(account.Name),
                    account.Id,
                    account.Target.Profile,
                    account.RoleArn,
                    TrueOrAbsent(ProductionAccounts.Matches(production, account)),
                    account.Attributes.Count == 0 ? null : account.Attributes
                )),
            ],
            selection
        );

    public static RunInfo ToWire(this RegisteredRun run)
    {
        var revision = run.Revision;
        return run.Read(items => new RunInfo(
            run.Id,
            run.Work.Title,
            run.State,
            revision,
            run.Work.Options.Accounts.Count,
            new RunCounts(
                items.Count(ItemState.Waiting),
                items.Count(ItemState.Running),
                items.Count(ItemState.Ok),
                items.Count(ItemState.Failed),
                items.Count(ItemState.NotAssumed),
                items.Count(ItemState.Canceled)
            ),
            run.StartTime,
            run.Duration is { } duration ? SecondsOf(duration) : null,
            run.Problem
        ));
    }

    public static RunItemList ToItemList(this RegisteredRun run)
    {
        var revision = run.Revision;
        return run.Read(items => new RunItemList(
            revision,
            [.. items.All.Select(item => ToWire(item, run.Work.Production))]
        ));
    }

    private static RunItemInfo ToWire(RegisteredItem item, ProductionRules production) =>
        new(
            item.Id,
            DisplayText.Line(item.Account.Name),
            item.State,
            item.Result?.AccountId ?? item.Account.Id,
            item.Key.Region,
            item.Result?.ExitCode,
            item.Result is { } result ? SecondsOf(result.Duration) : null,
            MessageOf(item),
            TrueOrAbsent(ProductionAccounts.Matches(production, item.Account)),
            item.Printed > 0 ? item.Printed : null
        );

    private static string? MessageOf(RegisteredItem item) =>
        item.Result switch
        {
            { Fault: { } fault } => DisplayText.Sentence(fault.Message),
            { State: CoreRunState.Failed, TimedOut: true } timedOut => ResultText.Of(timedOut),
            _ => null,
        };

    private static double SecondsOf(TimeSpan duration) => Math.Round(duration.TotalSeconds, 1);

    private static bool? TrueOrAbsent(bool value) => value ? true : null;
}
