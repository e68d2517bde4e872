using RoleAssist.Core.Runs;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Presentation;
using Spectre.Console;

namespace RoleAssist.Host.Runs;

/// <summary>Prints what <c>run --dry-run</c> would do.</summary>
internal static class RunPlanView
{
    public static void Print(IConsole console, RunPlan plan, RunOptions options, bool isJson)
    {
        if (isJson)
        {
            PrintJson(console, plan, options);
        }
        else
        {
            PrintTable(console, plan, options);
        }
    }

    /// <summary>Returns a note on accounts whose commands get no region; null if there are none.</summary>
    public static string? NoteOnRegions(RunPlan plan, RunOptions options)
    {
        var without = plan.Accounts.Count(planned => planned.Fault is null && RegionsOf(planned, options) is []);
        return without == 0
            ? null
            : $"Commands in {without} of {Quantity.Of(plan.Accounts.Count, "account")} have no region. Set it with "
                + "--regions REGION, in the profile or with AWS_REGION.";
    }

    private static IReadOnlyList<string> RegionsOf(PlannedAccount planned, RunOptions options) =>
        options.Regions.IsEnabled ? ["enabled"]
        : options.RegionsOf(planned.Account) is [_, ..] names ? names
        : planned.Session?.Chain.Region is { } region ? [region]
        : [];

    private static void PrintTable(IConsole console, RunPlan plan, RunOptions options)
    {
        var rules = new RunConfirmation(console);
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("Account", "Name", "Role or profile", "Regions", "Session");
        foreach (var planned in plan.Accounts)
        {
            var account = planned.Account;
            table.AddRow(
                new Text(account.Id ?? ""),
                new Text(rules.IsProduction(account) ? $"{account.Name} (production)" : account.Name),
                new Text(account.RoleArn ?? account.Target.Profile ?? account.Target.SsoAccount?.RoleName ?? ""),
                new Text(string.Join(", ", RegionsOf(planned, options))),
                new Text(planned.Session is { } session ? Phrases.Plan(session) : planned.Fault!.Message)
            );
        }

        TerminalRendering.CreateConsole(console).Write(table);
        console.Out.WriteLine(
            $"{Quantity.Of(plan.Accounts.Count, "account")}, {rules.CountProduction(plan)} of them production; "
                + $"{ProcessesOf(plan, options)}; MFA codes needed: {plan.CodesNeeded}"
        );
    }

    /// <summary>Returns the number of processes, or what it depends on.</summary>
    private static string ProcessesOf(RunPlan plan, RunOptions options) =>
        options.Regions.IsEnabled
            ? "one process for each account and enabled region"
            : Quantity.Of(CountProcesses(plan, options), "process", "processes");

    private static int CountProcesses(RunPlan plan, RunOptions options) =>
        plan.Accounts.Sum(planned => Math.Max(1, RegionsOf(planned, options).Count));

    private static void PrintJson(IConsole console, RunPlan plan, RunOptions options)
    {
        var rules = new RunConfirmation(console);
        CommandLineJson.Write(
            console,
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("accounts");
                foreach (var planned in plan.Accounts)
                {
                    json.WriteStartObject();
                    json.WriteString("account", planned.Account.Id);
                    json.WriteString("name", planned.Account.Name);
                    json.WriteString("profile", planned.Account.Target.Profile);
                    json.WriteString("roleArn", planned.Account.RoleArn);
                    json.WriteStartArray("regions");
                    foreach (var region in RegionsOf(planned, options))
                    {
                        json.WriteStringValue(region);
                    }

                    json.WriteEndArray();
                    json.WriteBoolean("production", rules.IsProduction(planned.Account));
                    json.WriteString("problem", planned.Fault?.Message);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteNumber("production", rules.CountProduction(plan));
                json.WriteNumber("codesNeeded", plan.CodesNeeded);
                if (options.Regions.IsEnabled)
                {
                    json.WriteNull("processes");
                }
                else
                {
                    json.WriteNumber("processes", CountProcesses(plan, options));
                }

                json.WriteEndObject();
            }
        );
    }
}
