using System.Text;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Runs;
using RoleAssist.Host.Runs;

namespace RoleAssist.Host.Tests.Runs;

/// <summary>Items and results as a run reports them.</summary>
internal static class RunItems
{
    public static RunItem Item(int account, string? region = null, int place = 0, string? name = null) =>
        new(
            (account, place),
            new SelectedAccount(
                $"00000000000{account}",
                name ?? $"account-{account}",
                new AssumeTarget { Profile = name ?? $"account-{account}" }
            ),
            region
        );

    public static RunResult Ok(RunItem item) =>
        new(item, RunState.Ok)
        {
            AccountId = item.Account.Id,
            Region = item.Region,
            ExitCode = 0,
            Started = new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero),
            Duration = TimeSpan.FromSeconds(1.5),
        };

    public static RunResult Failed(RunItem item, int code) =>
        Ok(item) with
        {
            State = RunState.Failed,
            ExitCode = code,
        };

    public static RunResult NotAssumed(RunItem item, ErrorCode code = ErrorCode.AccessDenied) =>
        new(item, RunState.NotAssumed)
        {
            AccountId = item.Account.Id,
            Region = item.Region,
            Fault = new RoleAssistException(code, "AWS denied it."),
        };

    public static RunResult Canceled(RunItem item) => new(item, RunState.Canceled) { Region = item.Region };

    public static void Write(this IItemOutput output, string text, bool isError = false) =>
        output.Write(isError, Encoding.UTF8.GetBytes(text));

    /// <summary>Opens an item, writes its output and closes it with a result.</summary>
    public static void Run(this IRunOutput output, RunResult result, params string[] printed)
    {
        var opened = output.Open(result.Item);
        foreach (var text in printed)
        {
            opened.Write(text);
        }

        output.Close(result, opened);
    }
}
