using RoleAssist.Core.Accounts;
using RoleAssist.Core.Runs;

namespace RoleAssist.Host.CommandLine;

/// <summary>Where a command would run.</summary>
/// <param name="Selected">The whole selection.</param>
/// <param name="Left">The accounts in which there is something to run: less, when a run goes on.</param>
/// <param name="Options">The regions, and what is left to run in them.</param>
internal sealed record RunScope(
    IReadOnlyList<SelectedAccount> Selected,
    IReadOnlyList<SelectedAccount> Left,
    RunOptions Options
)
{
    /// <summary>Returns the number of processes in an account; null if only the account can tell its regions.</summary>
    public int? ProcessesIn(SelectedAccount account) =>
        Options.Regions.IsEnabled ? null
        : Options.RegionsOf(account) is [_, ..] names
            ? names.Count(region => Options.IsWanted?.Invoke(new RunKey(account.Key, region)) != false)
        : 1;
}
