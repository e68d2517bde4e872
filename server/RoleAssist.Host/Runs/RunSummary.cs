using System.Globalization;
using System.Text.RegularExpressions;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Core.Security;
using RoleAssist.Host.CommandLine;

namespace RoleAssist.Host.Runs;

/// <summary>Tells on stderr how a run ended: a count of each state, and a line for each failure.</summary>
internal static partial class RunSummary
{
    private static readonly (RunState State, string Name)[] States =
    [
        (RunState.Ok, "ok"),
        (RunState.Failed, "failed"),
        (RunState.NotAssumed, "not assumed"),
        (RunState.Canceled, "cancelled"),
    ];

    public static void Print(IConsole console, RunReport report, TimeSpan duration)
    {
        var counts = States
            .Where(state => state.State == RunState.Ok || report.Count(state.State) > 0)
            .Select(state => $"{report.Count(state.State)} {state.Name}");
        console.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", counts)} in {duration.TotalSeconds:0.0} s")
        );
        var failed = report.Failed.OrderBy(result => result.Item.Order).ToList();
        foreach (var result in failed.DistinctBy(Cause))
        {
            console.Error.WriteLine(DisplayText.Line($"  {LabelOf(result)}{IdOf(result)}: {WhyOf(result)}"));
        }

        var more = report.Count(RunState.Failed) + report.Count(RunState.NotAssumed) - report.Failed.Count;
        if (more > 0)
        {
            console.Error.WriteLine($"  and {more} more: --results FILE lists all.");
        }
    }

    /// <summary>A refused account is told once, whatever the number of its regions.</summary>
    private static object Cause(RunResult result) =>
        result.State == RunState.NotAssumed ? result.Item.Account : result.Item.Order;

    private static string LabelOf(RunResult result) =>
        result.State == RunState.NotAssumed ? result.Item.Account.Name : ItemLabel.Of(result.Item);

    /// <summary>The account stands before it, so a refusal need not repeat the ARNs of the caller and the role.</summary>
    private static string WhyOf(RunResult result) =>
        result switch
        {
            { State: RunState.NotAssumed, Fault: { Code: ErrorCode.AccessDenied } refused }
                when Refusal().Match(refused.Summary) is { Success: true } said =>
                $"refused: not authorized to perform {said.Groups[1].Value}",
            { State: RunState.NotAssumed } => $"not assumed: {result.Fault?.Message}",
            _ => ResultText.Of(result),
        };

    [GeneratedRegex(@"not authorized to perform:? ([\w-]+:\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Refusal();

    private static string IdOf(RunResult result) =>
        result.AccountId is { } id && id != result.Item.Account.Name ? $" ({id})" : "";
}
